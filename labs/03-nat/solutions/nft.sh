#!/usr/bin/env bash
# No iptables: one nft table. Routes to just the networks that are needed; forwarding per interface.

# task: gateway
ip netns exec red ip route add 192.168.1.0/24 via 192.168.15.5
ip netns exec blue ip route add 192.168.1.0/24 via 192.168.15.5

# task: forwarding
echo 1 > /proc/sys/net/ipv4/conf/v-net-0/forwarding
echo 1 > /proc/sys/net/ipv4/conf/eth0/forwarding

# task: masquerade
nft -f - <<'RULES'
table ip lab {
  chain way-out {
    type nat hook postrouting priority srcnat;
    ip saddr 192.168.15.0/24 oifname "eth0" masquerade
  }
}
RULES

# task: internet
ip netns exec red ip route add 203.0.113.0/24 via 192.168.15.5
ip netns exec blue ip route add 203.0.113.0/24 via 192.168.15.5

# task: publish
nft -f - <<'RULES'
table ip lab {
  chain way-in {
    type nat hook prerouting priority dstnat;
    iifname "eth0" ip daddr 192.168.1.2 tcp dport 8080 dnat to 192.168.15.2:80
  }
}
RULES
