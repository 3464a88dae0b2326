#!/usr/bin/env bash
# caught by: hairpin.1
# about: The mark was added after the DNAT, which ends the way through the chains: nothing gets there.

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
iptables -t nat -F KUBE-SVC-WEB
iptables -t nat -A KUBE-SVC-WEB -m statistic --mode random --probability 0.33333 -j KUBE-SEP-BLUE
iptables -t nat -A KUBE-SVC-WEB -m statistic --mode random --probability 0.5 -j KUBE-SEP-GREEN
iptables -t nat -A KUBE-SVC-WEB -j KUBE-SEP-PURPLE

# task: hairpin
iptables -t nat -N KUBE-MARK-MASQ
iptables -t nat -A KUBE-MARK-MASQ -j MARK --or-mark 0x4000
iptables -t nat -A KUBE-SEP-BLUE -s 10.244.1.3 -j KUBE-MARK-MASQ
iptables -t nat -N KUBE-POSTROUTING
iptables -t nat -A KUBE-POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE
iptables -t nat -A POSTROUTING -j KUBE-POSTROUTING
