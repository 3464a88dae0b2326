#!/usr/bin/env bash
# caught by: egress.1
# about: Port 53 is open for UDP and not for TCP, so long answers never come.

# task: egress
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -D POD-EGRESS -d 10.244.2.53 -p tcp --dport 53 -j RETURN
