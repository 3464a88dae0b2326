#!/usr/bin/env bash
# caught by: frames.2
# about: The router was told a MAC address of its own in place of that of node2.
# edits: solution.sh
# shellcheck disable=SC2016 # the router is to expand it

sed 's|^ip neigh del .*|ip neigh replace 192.168.2.12 dev eth2 lladdr "$(cat /sys/class/net/eth2/address)"|'
