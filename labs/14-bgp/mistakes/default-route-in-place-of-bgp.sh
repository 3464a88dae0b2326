#!/usr/bin/env bash
# caught by: learn.5
# about: node2 sends all to the router, and its kernel hears nothing of what BIRD has learned.
# edits: solution.sh

sed '/^# task: learn/,/^# task: anycast/ {
  /^# on: node2/,/^birdc/ {
    /^cat/,/^birdc/c ip route add default via 192.168.1.1
  }
}'
