#!/usr/bin/env bash
# caught by: gateways.2
# about: Orange was forgotten: it talks to its neighbour blue and to nobody else.

ip -n blue route add default via 10.244.1.1
# on: node2
ip -n purple route add default via 10.244.2.1
# on: node3
ip -n green route add default via 10.244.3.1
# on: node1
sysctl -w net.ipv4.ip_forward=1
# on: node2
sysctl -w net.ipv4.ip_forward=1
# on: node3
sysctl -w net.ipv4.ip_forward=1
# on: node1
ip route add 10.244.2.0/24 via 192.168.1.12
ip route add 10.244.3.0/24 via 192.168.1.13
# on: node2
ip route add 10.244.1.0/24 via 192.168.1.11
ip route add 10.244.3.0/24 via 192.168.1.13
# on: node3
ip route add 10.244.1.0/24 via 192.168.1.11
ip route add 10.244.2.0/24 via 192.168.1.12
