#!/usr/bin/env bash
# caught by: routes.2
# about: The route to green was typed without a prefix length; it is for the address 10.244.3.0 alone.
# edits: solution.sh

sed '/^# task: routes/,/^# on: node2/ s|10.244.3.0/24|10.244.3.0|'
