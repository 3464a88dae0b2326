#!/usr/bin/env bash
# caught by: way.7
# about: Frames for node2 are sent to node3, which is not their addressee and throws them away.

# task: way
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed 's/dst 192.168.2.12/dst 192.168.3.13/' | bash -eu
# on: node2
awk -v node=node2 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node3
awk -v node=node3 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
