#!/usr/bin/env bash
# caught by: forwarding.1
# about: The rules are right, but the host does not forward, so no packet ever gets to them.

ip -n red route add default via 192.168.15.5
ip -n blue route add default via 192.168.15.5
iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -j MASQUERADE
iptables -t nat -A PREROUTING -d 192.168.1.2 -p tcp --dport 8080 -j DNAT --to-destination 192.168.15.2:80
