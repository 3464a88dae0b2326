#!/usr/bin/env bash
# caught by: silence.5
# about: Everything is accepted above the rule that drops other ICMP.

# task: silence
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: router
awk -v node=router '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node2
awk -v node=node2 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed 's/ -p icmp --icmp-type fragmentation-needed//' | bash -eu
