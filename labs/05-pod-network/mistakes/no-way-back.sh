#!/usr/bin/env bash
# caught by: routes.3
# about: Node1 knows the way to the others; node2 and node3 know no way back.
# edits: solution.sh

sed '/^# task: routes/,$ { /^# on: node2/,$d }'
