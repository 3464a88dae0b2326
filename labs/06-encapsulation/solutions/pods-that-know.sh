#!/usr/bin/env bash
# Every pod is told what fits on the way, so that no router has to say it; and the rest of each range is behind a bridge.

# task: gateway
ip addr add 169.254.1.1/32 dev veth-red
ip -n red route add 169.254.1.1 dev eth0
ip -n red route add default via 169.254.1.1

# task: frames
# on: router
ip neigh replace 192.168.2.12 dev eth2 nud failed

# task: loop
# on: node1
ip link add name cni0 type bridge
ip addr add 10.244.1.1/24 dev cni0
ip link set dev cni0 up
# on: node2
ip link add name cni0 type bridge
ip addr add 10.244.2.1/24 dev cni0
ip link set dev cni0 up

# task: fragments
# on: node1
ip link set dev eth0 mtu 1400
# on: router
ip link set dev eth1 mtu 1400

# task: silence
# on: node1
ip -n red link set dev eth0 mtu 1400
# on: node2
ip -n green link set dev eth0 mtu 1400
