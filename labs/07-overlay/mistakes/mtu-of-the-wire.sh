#!/usr/bin/env bash
# caught by: tunnel.1
# about: The tunnel promises as much as eth0 carries, and forgets the wrapping.

# task: tunnel
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed 's/mtu 1450 up/mtu 1500 up/' | bash -eu
# on: node2
awk -v node=node2 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node3
awk -v node=node3 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
