#!/usr/bin/env bash
# caught by: deny.5
# about: The rule stands in OUTPUT too, and the probes of the kubelet fail.

# task: deny
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -A OUTPUT -m set --match-set shop dst -j DROP
