#!/usr/bin/env bash
# caught by: way.7
# about: Without a neighbour entry node3 asks by ARP, and the question has nowhere to go.
# edits: solution.sh

sed '/^# on: node3/,/^# task: / { /^ip neigh add 10.244.1.0/d }'
