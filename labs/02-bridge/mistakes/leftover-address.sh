#!/usr/bin/env bash
# caught by: reach.6
# about: Gray first got the address of red, then its own; the wrong one was never removed.
# edits: solution.sh

sed 's/^ip -n gray addr add .*/ip -n gray addr add 192.168.15.1\/24 dev veth-gray\n&/'
