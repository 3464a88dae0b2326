#!/usr/bin/env bash
# caught by: learn.1
# about: node1 has learned everything, and its kernel nothing.
# edits: solution.sh

sed '/^# task: learn/,/^# task: anycast/ { /^# on: node1/,/^birdc/d }'
