#!/usr/bin/env bash
# The textbook way: default routes, ip_forward, MASQUERADE and DNAT with iptables.

# task: gateway
ip -n red route add default via 192.168.15.5
ip -n blue route add default via 192.168.15.5

# task: forwarding
sysctl -w net.ipv4.ip_forward=1

# task: masquerade
iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -j MASQUERADE # optional(prefix length): red and blue are in the lower half of the network

# task: internet
# Nothing to type: the default routes and the rule above reach all the world.

# task: publish
iptables -t nat -A PREROUTING -d 192.168.1.2 -p tcp --dport 8080 -j DNAT --to-destination 192.168.15.2:80
