#!/usr/bin/env bash
# about: node2 sends all to the router, and its kernel hears nothing of what BIRD has learned.
# caught by: learn.5

# task: session
# on: node1
cat >>/etc/bird/bird.conf <<'EOF'
protocol bgp tor {
  local as 65001;
  neighbor 192.168.1.1 as 65000;
  connect delay time 1;
  ipv4 {
    import all;
    export none;
  };
}
EOF
birdc configure
# on: node2
cat >>/etc/bird/bird.conf <<'EOF'
protocol bgp tor {
  local as 65002;
  neighbor 192.168.1.1 as 65000;
  connect delay time 1;
  ipv4 {
    import all;
    export none;
  };
}
EOF
birdc configure

# task: announce
# on: node1
cat >>/etc/bird/bird.conf <<'EOF'
protocol direct {
  ipv4;
  interface "v-net-0";
}
EOF
sed -i 's/export none;/export where source = RTS_DEVICE;/' /etc/bird/bird.conf
birdc configure
# on: node2
cat >>/etc/bird/bird.conf <<'EOF'
protocol direct {
  ipv4;
  interface "v-net-0";
}
EOF
sed -i 's/export none;/export where source = RTS_DEVICE;/' /etc/bird/bird.conf
birdc configure

# task: learn
# on: node1
cat >>/etc/bird/bird.conf <<'EOF'
protocol kernel {
  ipv4 {
    export all;
  };
}
EOF
birdc configure
# on: node2
ip route add default via 192.168.1.1

# task: anycast
# on: node1
ip address add 203.0.113.80/32 dev svc
sed -i 's/interface "v-net-0";/interface "v-net-0", "svc";/' /etc/bird/bird.conf
birdc configure
# on: node2
ip address add 203.0.113.80/32 dev svc
sed -i 's/interface "v-net-0";/interface "v-net-0", "svc";/' /etc/bird/bird.conf
birdc configure

# task: leave
# on: node3
birdc disable tor
