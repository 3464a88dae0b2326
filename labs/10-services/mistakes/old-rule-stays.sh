#!/usr/bin/env bash
# caught by: balance.1
# about: The rule of the first task still stands at the top and takes every connection.

# task: clusterip
iptables -t nat -N KUBE-SERVICES
iptables -t nat -N KUBE-SVC-WEB
iptables -t nat -N KUBE-SEP-BLUE
iptables -t nat -A KUBE-SEP-BLUE -p tcp -j DNAT --to-destination 10.244.1.3:8080
iptables -t nat -A KUBE-SVC-WEB -j KUBE-SEP-BLUE
iptables -t nat -A KUBE-SERVICES -d 10.96.0.10 -p tcp --dport 80 -j KUBE-SVC-WEB
iptables -t nat -A PREROUTING -j KUBE-SERVICES
iptables -t nat -A OUTPUT -j KUBE-SERVICES

# task: balance
iptables -t nat -N KUBE-SEP-GREEN
iptables -t nat -N KUBE-SEP-PURPLE
iptables -t nat -A KUBE-SEP-GREEN -p tcp -j DNAT --to-destination 10.244.2.2:8080
iptables -t nat -A KUBE-SEP-PURPLE -p tcp -j DNAT --to-destination 10.244.2.3:8080
iptables -t nat -A KUBE-SVC-WEB -m statistic --mode random --probability 0.33333 -j KUBE-SEP-BLUE
iptables -t nat -A KUBE-SVC-WEB -m statistic --mode random --probability 0.5 -j KUBE-SEP-GREEN
iptables -t nat -A KUBE-SVC-WEB -j KUBE-SEP-PURPLE
