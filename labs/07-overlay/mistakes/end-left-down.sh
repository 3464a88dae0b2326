#!/usr/bin/env bash
# caught by: tunnel.2
# about: The tunnel end of node2 was never set up.

# task: tunnel
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node2
awk -v node=node2 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed 's/dev flannel.1 mtu 1450 up/dev flannel.1 mtu 1450/; /onlink/d; /^ip neigh/d; /^bridge/d' | bash -eu
# on: node3
awk -v node=node3 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
