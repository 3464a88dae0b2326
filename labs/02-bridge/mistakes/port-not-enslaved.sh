#!/usr/bin/env bash
# caught by: wires.6
# about: The wire of orange ends on the host, but was not plugged into the switch.
# edits: solution.sh
# shellcheck disable=SC2016 # the solution has $name

sed 's/ip link set .* master v-net-0/[ "$name" = orange ] || &/'
