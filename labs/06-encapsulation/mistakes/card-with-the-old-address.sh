#!/usr/bin/env bash
# caught by: frames.5
# about: The new card was told to have the address of the old one; the wrong note stays.

# task: frames
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: router
awk -v node=router '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed 's/^ip neigh del .*/:/' | bash -eu
# on: node2
awk -v node=node2 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
ip link set dev eth0 address 0e:de:ad:c0:ff:ee
