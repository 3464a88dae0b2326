#!/usr/bin/env bash
# Learning without multicast: a transport network on the tunnel, and a list of nodes to flood.

# task: tunnel
# on: node1
ip link add name flannel.1 type vxlan id 1 local 192.168.1.11 dev eth0 dstport 4789
ip link set dev flannel.1 up
# on: node2
ip link add name flannel.1 type vxlan id 1 local 192.168.2.12 dev eth0 dstport 4789
ip link set dev flannel.1 up
# on: node3
ip link add name flannel.1 type vxlan id 1 local 192.168.3.13 dev eth0 dstport 4789
ip link set dev flannel.1 up

# task: way
# on: node1
ip addr add 10.245.0.1/24 dev flannel.1
bridge fdb append 00:00:00:00:00:00 dev flannel.1 dst 192.168.2.12
ip route add 10.244.2.0/24 via 10.245.0.2
bridge fdb append 00:00:00:00:00:00 dev flannel.1 dst 192.168.3.13
ip route add 10.244.3.0/24 via 10.245.0.3
# on: node2
ip addr add 10.245.0.2/24 dev flannel.1
bridge fdb append 00:00:00:00:00:00 dev flannel.1 dst 192.168.1.11
ip route add 10.244.1.0/24 via 10.245.0.1
bridge fdb append 00:00:00:00:00:00 dev flannel.1 dst 192.168.3.13
ip route add 10.244.3.0/24 via 10.245.0.3
# on: node3
ip addr add 10.245.0.3/24 dev flannel.1
bridge fdb append 00:00:00:00:00:00 dev flannel.1 dst 192.168.1.11
ip route add 10.244.1.0/24 via 10.245.0.1
bridge fdb append 00:00:00:00:00:00 dev flannel.1 dst 192.168.2.12
ip route add 10.244.2.0/24 via 10.245.0.2

# task: mtu
# on: node1
ip -n blue link set dev eth0 mtu 1450
ip link set dev veth-blue mtu 1450
ip -n orange link set dev eth0 mtu 1450
ip link set dev veth-orange mtu 1450
# on: node2
ip -n purple link set dev eth0 mtu 1450
ip link set dev veth-purple mtu 1450
# on: node3
ip -n green link set dev eth0 mtu 1450
ip link set dev veth-green mtu 1450
