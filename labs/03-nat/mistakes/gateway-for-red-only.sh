#!/usr/bin/env bash
# caught by: gateway.2
# about: Only red was given a gateway; blue was forgotten.

ip -n red route add default via 192.168.15.5
sysctl -w net.ipv4.ip_forward=1
iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -j MASQUERADE
iptables -t nat -A PREROUTING -d 192.168.1.2 -p tcp --dport 8080 -j DNAT --to-destination 192.168.15.2:80
