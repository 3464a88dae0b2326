#!/usr/bin/env bash
# caught by: way.1
# about: The router was told where the pods are, as in the lab before; it belongs to somebody else.

# task: tunnel
# on: node1
ip link add name flannel.1 type vxlan id 1 local 192.168.1.11 dstport 4789
ip link set dev flannel.1 mtu 1450 up
# on: node2
ip link add name flannel.1 type vxlan id 1 local 192.168.2.12 dstport 4789
ip link set dev flannel.1 mtu 1450 up
# on: node3
ip link add name flannel.1 type vxlan id 1 local 192.168.3.13 dstport 4789
ip link set dev flannel.1 mtu 1450 up

# task: way
# on: router
ip route add 10.244.1.0/24 via 192.168.1.11
ip route add 10.244.2.0/24 via 192.168.2.12
ip route add 10.244.3.0/24 via 192.168.3.13
