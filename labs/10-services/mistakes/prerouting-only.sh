#!/usr/bin/env bash
# caught by: clusterip.2
# about: Only PREROUTING leads to the chain; what the node itself sends starts in OUTPUT.

# task: clusterip
iptables -t nat -N KUBE-SERVICES
iptables -t nat -N KUBE-SVC-WEB
iptables -t nat -N KUBE-SEP-BLUE
iptables -t nat -A KUBE-SEP-BLUE -p tcp -j DNAT --to-destination 10.244.1.3:8080
iptables -t nat -A KUBE-SVC-WEB -j KUBE-SEP-BLUE
iptables -t nat -A KUBE-SERVICES -d 10.96.0.10 -p tcp --dport 80 -j KUBE-SVC-WEB
iptables -t nat -A PREROUTING -j KUBE-SERVICES
