#!/usr/bin/env bash
# The chain as it stands on the other nodes.

iptables -t nat -F KUBE-SVC-WEB
iptables -t nat -A KUBE-SVC-WEB -m statistic --mode random --probability 0.5 -j KUBE-SEP-PURPLE
iptables -t nat -A KUBE-SVC-WEB -j KUBE-SEP-GREEN
