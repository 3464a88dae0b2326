#!/usr/bin/env bash
# caught by: loop.5
# about: The range of node1 is routed to lo, from where each packet comes back until its TTL is used up.

# task: loop
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed 's/blackhole 10.244.1.0\/24/10.244.1.0\/24 dev lo/' | bash -eu
# on: router
awk -v node=router '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node2
awk -v node=node2 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
