#!/usr/bin/env bash
# caught by: tunnel.1
# about: The tunnel promises as much as eth0 carries, and forgets the wrapping.
# edits: solution.sh

sed '/^# on: node1/,/^# on: node2/ s/mtu 1450 up/mtu 1500 up/'
