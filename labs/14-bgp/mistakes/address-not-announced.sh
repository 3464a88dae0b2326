#!/usr/bin/env bash
# caught by: anycast.1
# about: The address is on node1, and protocol direct does not look at that interface.
# edits: solution.sh

sed '/^# task: anycast/,/^# on: node2/ { /^sed/d; /^birdc/d }'
