#!/usr/bin/env bash
# caught by: allow.2
# about: What db sends is dropped before the rule for ESTABLISHED is read, so back gets no answers.

# task: egress
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -D FORWARD -s 10.244.1.4 -j POD-EGRESS
iptables -I FORWARD -s 10.244.1.4 -j POD-EGRESS
