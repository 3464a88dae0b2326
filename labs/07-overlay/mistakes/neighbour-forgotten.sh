#!/usr/bin/env bash
# caught by: way.7
# about: Without a neighbour entry node3 asks by ARP, and the question has nowhere to go.

# task: way
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node2
awk -v node=node2 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node3
awk -v node=node3 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed '/^ip neigh add 10.244.1.0/d' | bash -eu
