#!/usr/bin/env bash
# caught by: leave.3
# about: A route to node3's pods was written by hand on node1 before BIRD wrote its own: it stays when the node leaves.
# edits: solution.sh

sed '/^# task: learn/,/^# on: node2/ {
  /^# on: node1/a ip route add 10.244.3.0/24 via 192.168.1.13
}'
