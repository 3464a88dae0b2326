#!/usr/bin/env bash
# caught by: tunnel.2
# about: The tunnel end of node2 was never set up.
# edits: solution.sh

sed '/^# on: node2/,/^# on: node3/ {
  s/dev flannel.1 mtu 1450 up/dev flannel.1 mtu 1450/
  /^ip route/d; /^ip neigh/d; /^bridge/d
}'
