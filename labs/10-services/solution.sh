#!/usr/bin/env bash
# kube-proxy's own chains in iptables, with names in place of hashes.

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
iptables -t nat -I KUBE-SEP-BLUE -s 10.244.1.3 -j KUBE-MARK-MASQ
iptables -t nat -N KUBE-POSTROUTING
iptables -t nat -A KUBE-POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE
iptables -t nat -A POSTROUTING -j KUBE-POSTROUTING

# task: nodeport
iptables -t nat -N KUBE-NODEPORTS
iptables -t nat -A KUBE-NODEPORTS -p tcp --dport 30080 -j KUBE-MARK-MASQ # optional(match): what is for the node itself and no NodePort is not sent on, so that its mark means nothing
iptables -t nat -A KUBE-NODEPORTS -p tcp --dport 30080 -j KUBE-SVC-WEB
iptables -t nat -A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS

# task: affinity
iptables -t nat -N KUBE-SVC-SHOP
iptables -t nat -N KUBE-SEP-SHOP-BLUE
iptables -t nat -N KUBE-SEP-SHOP-GREEN
iptables -t nat -N KUBE-SEP-SHOP-PURPLE
iptables -t nat -A KUBE-SEP-SHOP-BLUE -p tcp -m recent --name shop-blue --set -j DNAT --to-destination 10.244.1.3:8080
iptables -t nat -A KUBE-SEP-SHOP-GREEN -p tcp -m recent --name shop-green --set -j DNAT --to-destination 10.244.2.2:8080
iptables -t nat -A KUBE-SEP-SHOP-PURPLE -p tcp -m recent --name shop-purple --set -j DNAT --to-destination 10.244.2.3:8080
iptables -t nat -A KUBE-SVC-SHOP -m recent --name shop-blue --rcheck --seconds 10800 --reap -j KUBE-SEP-SHOP-BLUE
iptables -t nat -A KUBE-SVC-SHOP -m recent --name shop-green --rcheck --seconds 10800 --reap -j KUBE-SEP-SHOP-GREEN
iptables -t nat -A KUBE-SVC-SHOP -m recent --name shop-purple --rcheck --seconds 10800 --reap -j KUBE-SEP-SHOP-PURPLE
iptables -t nat -A KUBE-SVC-SHOP -m statistic --mode random --probability 0.33333 -j KUBE-SEP-SHOP-BLUE
iptables -t nat -A KUBE-SVC-SHOP -m statistic --mode random --probability 0.5 -j KUBE-SEP-SHOP-GREEN
iptables -t nat -A KUBE-SVC-SHOP -j KUBE-SEP-SHOP-PURPLE
iptables -t nat -A KUBE-SERVICES -d 10.96.0.20 -p tcp --dport 80 -j KUBE-SVC-SHOP

# task: reject
iptables -N KUBE-SERVICES
iptables -A KUBE-SERVICES -d 10.96.0.30 -p tcp --dport 80 -j REJECT # optional(match --dport): the Service has no other port
iptables -A FORWARD -j KUBE-SERVICES
iptables -A OUTPUT -j KUBE-SERVICES
