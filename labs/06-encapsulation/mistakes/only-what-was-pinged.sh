#!/usr/bin/env bash
# caught by: loop.4
# about: The routes are for the one address that was pinged, and for its like on node1.

# task: loop
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed 's/10.244.1.0\/24/10.244.1.200/' | bash -eu
# on: router
awk -v node=router '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node2
awk -v node=node2 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed 's/10.244.2.0\/24/10.244.2.200/' | bash -eu
