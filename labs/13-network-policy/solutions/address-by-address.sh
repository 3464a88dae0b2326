#!/usr/bin/env bash
# iptables without sets: a chain per pod, and a rule per address.

# task: deny
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
for pod in front:10.244.1.2 back:10.244.1.3 db:10.244.1.4; do
  iptables -N "TO-${pod%:*}"
  iptables -A "TO-${pod%:*}" -j DROP
  iptables -A FORWARD -d "${pod#*:}" -j "TO-${pod%:*}"
done

# task: allow
for address in 10.244.1.2 10.244.2.2 10.244.2.3; do
  iptables -I TO-back -s "$address" -p tcp --dport 8080 -j ACCEPT
done
iptables -I TO-db -s 10.244.1.3 -p tcp --dport 3306 -j ACCEPT

# task: labels
iptables -D TO-back -s 10.244.2.3 -p tcp --dport 8080 -j ACCEPT
iptables -I TO-back -s 10.244.2.4 -p tcp --dport 8080 -j ACCEPT

# task: egress
iptables -t mangle -A FORWARD -s 10.244.1.4 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
for protocol in udp tcp; do
  iptables -t mangle -A FORWARD -s 10.244.1.4 -d 10.244.2.53 -p "$protocol" --dport 53 -j ACCEPT
done
iptables -t mangle -A FORWARD -s 10.244.1.4 -j DROP

# task: world
iptables -I TO-front -s 192.168.1.0/24 -p tcp --dport 8080 -j ACCEPT
iptables -I TO-front -s 192.168.1.12 -j DROP
