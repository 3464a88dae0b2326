#!/usr/bin/env bash
# caught by: forwarding.2
# about: Forwarding was switched on at node1 only; each node has a switch of its own.
# edits: solution.sh

sed '/^# task: forwarding/,/^# task: routes/ { /^# on: node2/,/^# task: routes/ { /^sysctl/d } }'
