#!/usr/bin/env bash
# SNAT to a fixed address on one interface, and a chain of its own for published ports, as kube-proxy has them.

# task: gateway
ip -n red route add default via 192.168.15.5 dev veth-red
ip -n blue route add default via 192.168.15.5 dev veth-blue

# task: forwarding
sysctl -w net.ipv4.conf.all.forwarding=1

# task: masquerade
iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -o eth0 -j SNAT --to-source 192.168.1.2

# task: internet

# task: publish
iptables-restore --noflush <<'RULES'
*nat
:PUBLISH -
-A PREROUTING -d 192.168.1.2/32 -p tcp --dport 8080 -j PUBLISH
-A PUBLISH -p tcp -j DNAT --to-destination 192.168.15.2:80
COMMIT
RULES
