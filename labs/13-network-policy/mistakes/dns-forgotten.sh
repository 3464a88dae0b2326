#!/usr/bin/env bash
# caught by: egress.2
# about: Everything that db begins is dropped, and with it the question for a name.

# task: egress
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -D POD-EGRESS -d 10.244.2.53 -p udp --dport 53 -j RETURN
