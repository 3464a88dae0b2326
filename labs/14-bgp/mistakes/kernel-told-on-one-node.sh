#!/usr/bin/env bash
# caught by: learn.2
# about: Only node1 has protocol kernel: the answers do not find back.
# edits: solution.sh

sed '/^# task: learn/,/^# task: anycast/ { /^# on: node2/,/^birdc/d }'
