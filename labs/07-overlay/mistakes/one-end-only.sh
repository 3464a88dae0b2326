#!/usr/bin/env bash
# caught by: mtu.6
# about: The other end of the wire of purple still has 1500.

# task: mtu
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node2
awk -v node=node2 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed '/veth-purple/d' | bash -eu
# on: node3
awk -v node=node3 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
