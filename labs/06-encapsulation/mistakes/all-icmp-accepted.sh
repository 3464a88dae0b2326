#!/usr/bin/env bash
# caught by: silence.5
# about: All ICMP is accepted above the rule that drops it, which no packet reaches any more.

# task: silence
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: router
awk -v node=router '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node2
awk -v node=node2 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed 's/ --icmp-type fragmentation-needed//' | bash -eu
