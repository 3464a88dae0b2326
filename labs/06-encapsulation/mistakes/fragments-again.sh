#!/usr/bin/env bash
# caught by: silence.2
# about: green may be fragmented again: TCP pays for it with speed, and what must stay whole is still lost in silence.

# task: silence
# What the reference solution does on each node, with one change.
# on: node1
awk -v node=node1 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: router
awk -v node=router '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | bash -eu
# on: node2
awk -v node=node2 '/^# task: / { here = (node == "node1") } /^# on: / { here = ($3 == node) } here' /netlab/lab/solution.sh | sed '/^iptables/d' | bash -eu
ip netns exec green sysctl -w net.ipv4.ip_no_pmtu_disc=1
