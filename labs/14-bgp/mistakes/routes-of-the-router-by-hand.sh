#!/usr/bin/env bash
# caught by: announce.4
# about: The routes are written by hand on the router, and no node announces anything.
# edits: solution.sh

sed '/^# task: announce/,/^# task: learn/ {
  /^# task: announce/a # on: tor\nip route add 10.244.1.0/24 via 192.168.1.11\nip route add 10.244.2.0/24 via 192.168.1.12
  /^cat/,/^birdc/c ip route add default via 192.168.1.1
}'
