#!/usr/bin/env bash
# caught by: internet.1
# about: The rule masquerades what goes to 192.168.1.0/24; the internet still sees a private address.

ip -n red route add default via 192.168.15.5
ip -n blue route add default via 192.168.15.5
sysctl -w net.ipv4.ip_forward=1
iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -d 192.168.1.0/24 -j MASQUERADE
iptables -t nat -A PREROUTING -d 192.168.1.2 -p tcp --dport 8080 -j DNAT --to-destination 192.168.15.2:80
