#!/usr/bin/env bash
# caught by: egress.3
# about: Only TCP is dropped on the way out.

# task: egress
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -R POD-EGRESS 3 -p tcp -j DROP
