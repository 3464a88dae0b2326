#!/usr/bin/env bash
# caught by: allow.1
# about: The set is matched as destination where the senders were meant.

# task: allow
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -R POD-INGRESS 3 -m set --match-set front dst -s 10.244.1.3 -p tcp --dport 8080 -j ACCEPT
