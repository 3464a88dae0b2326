#!/usr/bin/env bash
# caught by: way.8
# about: What goes into the tunnel is masqueraded, as what leaves by eth0 would be.

# task: way
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node2
awk -v node=node2 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node3
awk -v node=node3 '/^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node1
iptables -t nat -A POSTROUTING -o flannel.1 -j MASQUERADE
