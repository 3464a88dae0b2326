#!/usr/bin/env bash
# caught by: gateway.1
# about: The gateway is the router, which the namespaces cannot reach directly; onlink makes the kernel believe it.

ip -n red route add default via 192.168.1.1 dev veth-red onlink
ip -n blue route add default via 192.168.1.1 dev veth-blue onlink
sysctl -w net.ipv4.ip_forward=1
iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -j MASQUERADE
iptables -t nat -A PREROUTING -d 192.168.1.2 -p tcp --dport 8080 -j DNAT --to-destination 192.168.15.2:80
