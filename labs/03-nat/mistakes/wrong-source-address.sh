#!/usr/bin/env bash
# caught by: masquerade.1
# about: SNAT to an address that the host does not have: the answers go to nobody.

ip -n red route add default via 192.168.15.5
ip -n blue route add default via 192.168.15.5
sysctl -w net.ipv4.ip_forward=1
iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -o eth0 -j SNAT --to-source 192.168.1.20
iptables -t nat -A PREROUTING -d 192.168.1.2 -p tcp --dport 8080 -j DNAT --to-destination 192.168.15.2:80
