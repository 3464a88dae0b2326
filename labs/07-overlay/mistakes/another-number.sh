#!/usr/bin/env bash
# caught by: tunnel.3
# about: The VNI of node3 is another one: two networks, and each knows only itself.

# task: tunnel
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node2
awk -v node=node2 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node3
awk -v node=node3 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed 's/ id 1 / id 2 /' | bash -eu
