#!/usr/bin/env bash
# caught by: leave.1
# about: node3 is cut off before it could say goodbye.
# edits: solution.sh

sed 's/^birdc disable tor/ip link set dev eth0 down/'
