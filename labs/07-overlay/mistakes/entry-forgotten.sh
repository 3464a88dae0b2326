#!/usr/bin/env bash
# caught by: way.7
# about: Route and neighbour are there; on which node that neighbour is, nobody has said.

# task: way
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed '/^bridge fdb add 0e:00:00:00:00:02/d' | bash -eu
# on: node2
awk -v node=node2 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node3
awk -v node=node3 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
