#!/usr/bin/env bash
# caught by: deny.4
# about: The policy of the whole chain is DROP, which also isolates pods that no policy selects.

# task: deny
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
iptables -P FORWARD DROP
