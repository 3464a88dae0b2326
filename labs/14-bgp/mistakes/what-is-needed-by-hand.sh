#!/usr/bin/env bash
# caught by: learn.4
# about: On node1 the routes that somebody asks for are written by hand, and the one to node3 is not: none of them stays behind when node3 leaves.
# edits: solution.sh

sed '/^# task: learn/,/^# on: node2/ {
  /^cat/,/^birdc/c ip route add 10.244.2.0/24 via 192.168.1.12\nip route add 198.51.100.0/24 via 192.168.1.1
}'
