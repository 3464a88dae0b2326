#!/usr/bin/env bash
# caught by: masquerade.5
# about: The rule is for TCP alone, so that ping and DNS leave with an address that nobody knows.

ip -n red route add default via 192.168.15.5
ip -n blue route add default via 192.168.15.5
sysctl -w net.ipv4.ip_forward=1
iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -p tcp -j MASQUERADE
iptables -t nat -A PREROUTING -d 192.168.1.2 -p tcp --dport 8080 -j DNAT --to-destination 192.168.15.2:80
