#!/usr/bin/env bash
# caught by: allow.2
# about: The rule stands below the DROP, and is never read.

# task: allow
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -D POD-INGRESS -m set --match-set back src -d 10.244.1.4 -p tcp --dport 3306 -j ACCEPT
iptables -A POD-INGRESS -m set --match-set back src -d 10.244.1.4 -p tcp --dport 3306 -j ACCEPT
