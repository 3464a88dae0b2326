#!/usr/bin/env bash
# caught by: routes.14
# about: The router knows the pods that run today, and not their networks.

# task: gateways
ip netns exec blue ip route add default via 10.244.1.1
ip netns exec orange ip route add default via 10.244.1.1
# on: node2
ip netns exec purple ip route add default via 10.244.2.1
# on: node3
ip netns exec green ip route add default via 10.244.3.1

# task: forwarding
# on: node1
echo 1 > /proc/sys/net/ipv4/ip_forward
# on: node2
echo 1 > /proc/sys/net/ipv4/ip_forward
# on: node3
echo 1 > /proc/sys/net/ipv4/ip_forward

# task: routes
# on: router
ip route add 10.244.1.2 via 192.168.1.11
ip route add 10.244.1.3 via 192.168.1.11
ip route add 10.244.2.2 via 192.168.1.12
ip route add 10.244.3.2 via 192.168.1.13
# on: node1
ip route add default via 192.168.1.1
# on: node2
ip route add default via 192.168.1.1
# on: node3
ip route add default via 192.168.1.1
