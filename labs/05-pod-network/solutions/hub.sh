#!/usr/bin/env bash
# Hub and spokes: node2 knows every network, the others send all pod traffic to node2. Pods have only the routes they need.

# task: gateways
ip -n blue route add 10.244.0.0/16 via 10.244.1.1
ip -n blue route add 192.168.1.0/24 via 10.244.1.1
ip -n orange route add 10.244.0.0/16 via 10.244.1.1
ip -n orange route add 192.168.1.0/24 via 10.244.1.1
# on: node2
ip -n purple route add 10.244.0.0/16 via 10.244.2.1
ip -n purple route add 192.168.1.0/24 via 10.244.2.1
# on: node3
ip -n green route add 10.244.0.0/16 via 10.244.3.1
ip -n green route add 192.168.1.0/24 via 10.244.3.1

# task: forwarding
# on: node1
sysctl -w net.ipv4.conf.all.forwarding=1
# on: node2
sysctl -w net.ipv4.conf.all.forwarding=1
# on: node3
sysctl -w net.ipv4.conf.all.forwarding=1

# task: routes
# on: node1
ip route add 10.244.0.0/16 via 192.168.1.12
# on: node2
ip route add 10.244.1.0/24 via 192.168.1.11
ip route add 10.244.3.0/24 via 192.168.1.13
# on: node3
ip route add 10.244.0.0/16 via 192.168.1.12
