#!/usr/bin/env bash
# about: On node1 the routes that somebody asks for are written by hand, and the one to node3 is not: none of them stays behind when node3 leaves.
# caught by: learn.4

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
ip route add 10.244.2.0/24 via 192.168.1.12
ip route add 198.51.100.0/24 via 192.168.1.1
# on: node2
cat >>/etc/bird/bird.conf <<'EOF'
protocol kernel {
  ipv4 {
    export all;
  };
}
EOF
birdc configure

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
