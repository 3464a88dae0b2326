#!/usr/bin/env bash
# As Calico does it: proxy ARP for a gateway that nobody has, and a blackhole route for the rest of each node's range.

# task: gateway
ip -n red route add 169.254.1.1 dev eth0
ip -n red route add default via 169.254.1.1
sysctl -w net.ipv4.neigh.veth-red.proxy_delay=0 # optional: the answer comes a little later without it, up to 0.8 seconds
sysctl -w net.ipv4.conf.veth-red.proxy_arp=1

# task: frames
# on: router
ip neigh del 192.168.2.12 dev eth2

# task: loop
# on: node1
ip route add blackhole 10.244.1.0/24
# on: node2
ip route add blackhole 10.244.2.0/24

# task: fragments
# on: node1
ip link set dev eth0 mtu 1400
# on: router
ip link set dev eth1 mtu 1400

# task: silence
# on: node2
iptables -I FORWARD -p icmp --icmp-type fragmentation-needed -j ACCEPT
