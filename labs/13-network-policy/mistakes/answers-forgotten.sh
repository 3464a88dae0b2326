#!/usr/bin/env bash
# caught by: deny.3
# about: Without the rule for ESTABLISHED the pods of shop hear no answer to what they ask.

# task: deny
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -D FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
