#!/usr/bin/env bash
# caught by: forwarding.1
# about: Forwarding is on, and the firewall drops every forwarded packet, as it does on hosts where Docker runs.

ip -n red route add default via 192.168.15.5
ip -n blue route add default via 192.168.15.5
sysctl -w net.ipv4.ip_forward=1
iptables -P FORWARD DROP
iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -j MASQUERADE
iptables -t nat -A PREROUTING -d 192.168.1.2 -p tcp --dport 8080 -j DNAT --to-destination 192.168.15.2:80
