#!/usr/bin/env bash
# What is announced is written down, and not taken from interfaces; the address of the Service is on lo; node3's daemon ends altogether.

# task: session
# on: node1
cat >/etc/bird/bird.conf <<'EOF'
log stderr all;
router id 192.168.1.11;
protocol device {
}
protocol bgp uplink {
  description "top of rack";
  local 192.168.1.11 as 65001;
  neighbor 192.168.1.1 as 65000;
  connect delay time 1;
  ipv4 {
    import where net != 0.0.0.0/0;
    export none;
  };
}
EOF
birdc configure
# on: node2
cat >/etc/bird/bird.conf <<'EOF'
log stderr all;
router id 192.168.1.12;
protocol device {
}
protocol bgp uplink {
  description "top of rack";
  local 192.168.1.12 as 65002;
  neighbor 192.168.1.1 as 65000;
  connect delay time 1;
  ipv4 {
    import where net != 0.0.0.0/0;
    export none;
  };
}
EOF
birdc configure

# task: announce
# on: node1
cat >/etc/bird/bird.conf <<'EOF'
log stderr all;
router id 192.168.1.11;
protocol device {
}
protocol static pods {
  ipv4;
  route 10.244.1.0/24 via "v-net-0";
}
protocol bgp uplink {
  description "top of rack";
  local 192.168.1.11 as 65001;
  neighbor 192.168.1.1 as 65000;
  connect delay time 1;
  ipv4 {
    import where net != 0.0.0.0/0;
    export where source = RTS_STATIC;
  };
}
EOF
birdc configure
# on: node2
cat >/etc/bird/bird.conf <<'EOF'
log stderr all;
router id 192.168.1.12;
protocol device {
}
protocol static pods {
  ipv4;
  route 10.244.2.0/24 via "v-net-0";
}
protocol bgp uplink {
  description "top of rack";
  local 192.168.1.12 as 65002;
  neighbor 192.168.1.1 as 65000;
  connect delay time 1;
  ipv4 {
    import where net != 0.0.0.0/0;
    export where source = RTS_STATIC;
  };
}
EOF
birdc configure

# task: learn
# on: node1
cat >/etc/bird/bird.conf <<'EOF'
log stderr all;
router id 192.168.1.11;
protocol device {
}
protocol static pods {
  ipv4;
  route 10.244.1.0/24 via "v-net-0";
}
protocol kernel {
  ipv4 {
    export where source = RTS_BGP;
  };
}
protocol bgp uplink {
  description "top of rack";
  local 192.168.1.11 as 65001;
  neighbor 192.168.1.1 as 65000;
  connect delay time 1;
  ipv4 {
    import where net != 0.0.0.0/0;
    export where source = RTS_STATIC;
  };
}
EOF
birdc configure
# on: node2
cat >/etc/bird/bird.conf <<'EOF'
log stderr all;
router id 192.168.1.12;
protocol device {
}
protocol static pods {
  ipv4;
  route 10.244.2.0/24 via "v-net-0";
}
protocol kernel {
  ipv4 {
    export where source = RTS_BGP;
  };
}
protocol bgp uplink {
  description "top of rack";
  local 192.168.1.12 as 65002;
  neighbor 192.168.1.1 as 65000;
  connect delay time 1;
  ipv4 {
    import where net != 0.0.0.0/0;
    export where source = RTS_STATIC;
  };
}
EOF
birdc configure

# task: anycast
# on: node1
ip address add 203.0.113.80/32 dev lo
cat >/etc/bird/bird.conf <<'EOF'
log stderr all;
router id 192.168.1.11;
protocol device {
}
protocol static pods {
  ipv4;
  route 10.244.1.0/24 via "v-net-0";
  route 203.0.113.80/32 via "lo";
}
protocol kernel {
  ipv4 {
    export where source = RTS_BGP;
  };
}
protocol bgp uplink {
  description "top of rack";
  local 192.168.1.11 as 65001;
  neighbor 192.168.1.1 as 65000;
  connect delay time 1;
  ipv4 {
    import where net != 0.0.0.0/0;
    export where source = RTS_STATIC;
  };
}
EOF
birdc configure
# on: node2
ip address add 203.0.113.80/32 dev lo
cat >/etc/bird/bird.conf <<'EOF'
log stderr all;
router id 192.168.1.12;
protocol device {
}
protocol static pods {
  ipv4;
  route 10.244.2.0/24 via "v-net-0";
  route 203.0.113.80/32 via "lo";
}
protocol kernel {
  ipv4 {
    export where source = RTS_BGP;
  };
}
protocol bgp uplink {
  description "top of rack";
  local 192.168.1.12 as 65002;
  neighbor 192.168.1.1 as 65000;
  connect delay time 1;
  ipv4 {
    import where net != 0.0.0.0/0;
    export where source = RTS_STATIC;
  };
}
EOF
birdc configure

# task: leave
# on: node3
birdc down
