#!/usr/bin/env bash
# caught by: masquerade.1
# about: The server was taught a way back instead of hiding the network: it works there, but nowhere else.

ip -n red route add default via 192.168.15.5
ip -n blue route add default via 192.168.15.5
sysctl -w net.ipv4.ip_forward=1
# on: server
ip route add 192.168.15.0/24 via 192.168.1.2
# on: host
iptables -t nat -A PREROUTING -d 192.168.1.2 -p tcp --dport 8080 -j DNAT --to-destination 192.168.15.2:80
