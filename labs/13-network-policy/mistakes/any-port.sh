#!/usr/bin/env bash
# caught by: allow.1
# about: The rule names no port, so the metrics of back are open as well.

# task: allow
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -I POD-INGRESS -m set --match-set front src -d 10.244.1.3 -p tcp -j ACCEPT
