#!/usr/bin/env bash
# caught by: affinity.1
# about: To be sure that clients come back to the same pod, all of them are sent to one.

# task: clusterip
iptables -t nat -N KUBE-SERVICES
iptables -t nat -N KUBE-SVC-WEB
iptables -t nat -N KUBE-SEP-BLUE
iptables -t nat -A KUBE-SEP-BLUE -p tcp -j DNAT --to-destination 10.244.1.3:8080
iptables -t nat -A KUBE-SVC-WEB -j KUBE-SEP-BLUE
iptables -t nat -A KUBE-SERVICES -d 10.96.0.10 -p tcp --dport 80 -j KUBE-SVC-WEB
iptables -t nat -A PREROUTING -j KUBE-SERVICES
iptables -t nat -A OUTPUT -j KUBE-SERVICES

# task: affinity
iptables -t nat -N KUBE-SVC-SHOP
iptables -t nat -N KUBE-SEP-SHOP-BLUE
iptables -t nat -N KUBE-SEP-SHOP-GREEN
iptables -t nat -N KUBE-SEP-SHOP-PURPLE
iptables -t nat -A KUBE-SEP-SHOP-BLUE -p tcp -m recent --name shop-blue --set -j DNAT --to-destination 10.244.1.3:8080
iptables -t nat -A KUBE-SEP-SHOP-GREEN -p tcp -m recent --name shop-green --set -j DNAT --to-destination 10.244.2.2:8080
iptables -t nat -A KUBE-SEP-SHOP-PURPLE -p tcp -m recent --name shop-purple --set -j DNAT --to-destination 10.244.2.3:8080
iptables -t nat -A KUBE-SERVICES -d 10.96.0.20 -p tcp --dport 80 -j KUBE-SVC-SHOP
iptables -t nat -A KUBE-SVC-SHOP -j KUBE-SEP-SHOP-BLUE
