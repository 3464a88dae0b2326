#!/usr/bin/env bash
# caught by: nodeport.3
# about: The NodePort is reached from PREROUTING, and not by the node itself.
# edits: solution.sh

sed -E 's/^iptables -t nat -A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS/iptables -t nat -A PREROUTING -d 192.168.1.11 -j KUBE-NODEPORTS/'
