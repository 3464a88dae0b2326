#!/usr/bin/env bash
# caught by: deny.2
# about: Only TCP is dropped, so whoever pings or sends UDP still gets in.

# task: deny
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -R POD-INGRESS 4 -p tcp -j DROP
