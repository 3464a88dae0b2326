#!/usr/bin/env bash
# caught by: way.13
# about: The devices have a flood list and `nolearning`, so that every packet goes to every node.

# task: tunnel
# on: node1
ip link add name flannel.1 address 0e:00:00:00:00:01 type vxlan id 1 local 192.168.1.11 dstport 4789 nolearning
ip link set dev flannel.1 mtu 1450 up
# on: node2
ip link add name flannel.1 address 0e:00:00:00:00:02 type vxlan id 1 local 192.168.2.12 dstport 4789 nolearning
ip link set dev flannel.1 mtu 1450 up
# on: node3
ip link add name flannel.1 address 0e:00:00:00:00:03 type vxlan id 1 local 192.168.3.13 dstport 4789 nolearning
ip link set dev flannel.1 mtu 1450 up

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
