#!/usr/bin/env bash
# Node1's rules for the Service web have a third endpoint: a pod that went last night.
iptables -t nat -N KUBE-SEP-YELLOW
iptables -t nat -A KUBE-SEP-YELLOW -p tcp -j DNAT --to-destination 10.244.2.7:80
iptables -t nat -I KUBE-SVC-WEB -m statistic --mode random --probability 0.33333 -j KUBE-SEP-YELLOW
