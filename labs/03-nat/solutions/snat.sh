#!/usr/bin/env bash
# A firewall that forwards only what it should, SNAT to a fixed address, and chains of its own as kube-proxy has them.

# task: gateway
ip -n red route add default via 192.168.15.5 dev veth-red
ip -n blue route add default via 192.168.15.5 dev veth-blue

# task: forwarding
sysctl -w net.ipv4.conf.all.forwarding=1
iptables-restore --noflush <<'RULES'
*filter
:FORWARD DROP
-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A FORWARD -s 192.168.15.0/24 -i v-net-0 -o eth0 -j ACCEPT
COMMIT
RULES

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
iptables -A FORWARD -d 192.168.15.2 -p tcp --dport 80 -m conntrack --ctstate DNAT -j ACCEPT
