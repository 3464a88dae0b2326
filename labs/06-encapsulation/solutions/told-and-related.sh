#!/usr/bin/env bash
# The MAC address of the gateway is told to red, as the VPC CNI of AWS does it; other ways for the rest, too.

# task: gateway
mac=$(cat /sys/class/net/veth-red/address)
ip -n red route add 169.254.1.1 dev eth0 scope link
ip -n red route add default via 169.254.1.1 dev eth0
ip -n red neigh add 169.254.1.1 lladdr "$mac" dev eth0

# task: frames
# on: router
ip neigh flush dev eth2 nud permanent

# task: loop
# on: node1
ip route add unreachable 10.244.1.0/24
# on: node2
ip route add prohibit 10.244.2.0/24

# task: fragments
# on: node1
ip link set dev eth0 mtu 1400
# on: router
ip link set dev eth1 mtu 1400

# task: silence
# on: node2
iptables -I FORWARD -m conntrack --ctstate RELATED -j ACCEPT
