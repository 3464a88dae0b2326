#!/usr/bin/env bash
# caught by: fragments.1
# about: The pod got the MTU of the tunnel, and the two ends of the tunnel still have 1500.
# edits: solution.sh

sed 's/^ip link set dev eth0/ip -n red link set dev eth0/'
