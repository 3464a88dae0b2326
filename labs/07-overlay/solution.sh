#!/usr/bin/env bash
# As flanneld does it: every node is told route, neighbour and node of the others. The MAC addresses are chosen, so that they are known everywhere.

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
ip route add 10.244.2.0/24 via 10.244.2.0 dev flannel.1 onlink
ip neigh add 10.244.2.0 lladdr 0e:00:00:00:00:02 dev flannel.1
bridge fdb add 0e:00:00:00:00:02 dev flannel.1 dst 192.168.2.12
ip route add 10.244.3.0/24 via 10.244.3.0 dev flannel.1 onlink
ip neigh add 10.244.3.0 lladdr 0e:00:00:00:00:03 dev flannel.1
bridge fdb add 0e:00:00:00:00:03 dev flannel.1 dst 192.168.3.13
# on: node2
ip route add 10.244.1.0/24 via 10.244.1.0 dev flannel.1 onlink
ip neigh add 10.244.1.0 lladdr 0e:00:00:00:00:01 dev flannel.1
bridge fdb add 0e:00:00:00:00:01 dev flannel.1 dst 192.168.1.11
ip route add 10.244.3.0/24 via 10.244.3.0 dev flannel.1 onlink
ip neigh add 10.244.3.0 lladdr 0e:00:00:00:00:03 dev flannel.1
bridge fdb add 0e:00:00:00:00:03 dev flannel.1 dst 192.168.3.13
# on: node3
ip route add 10.244.1.0/24 via 10.244.1.0 dev flannel.1 onlink
ip neigh add 10.244.1.0 lladdr 0e:00:00:00:00:01 dev flannel.1
bridge fdb add 0e:00:00:00:00:01 dev flannel.1 dst 192.168.1.11
ip route add 10.244.2.0/24 via 10.244.2.0 dev flannel.1 onlink
ip neigh add 10.244.2.0 lladdr 0e:00:00:00:00:02 dev flannel.1
bridge fdb add 0e:00:00:00:00:02 dev flannel.1 dst 192.168.2.12

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
