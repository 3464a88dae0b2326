#!/usr/bin/env bash
# caught by: deny.7
# about: TCP and ICMP are denied, each by a rule of its own, and UDP is not.
# edits: solution.sh

sed -E 's/^iptables -A POD-INGRESS -j DROP/iptables -A POD-INGRESS -p tcp -j DROP; iptables -A POD-INGRESS -p icmp -j DROP/'
