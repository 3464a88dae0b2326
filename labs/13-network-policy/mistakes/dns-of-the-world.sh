#!/usr/bin/env bash
# caught by: egress.4
# about: Port 53 was allowed, whoever answers there, and data leaves in DNS queries.

# task: egress
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -I POD-EGRESS -p udp --dport 53 -j RETURN
