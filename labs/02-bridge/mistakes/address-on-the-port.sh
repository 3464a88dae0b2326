#!/usr/bin/env bash
# caught by: host.1
# about: The host's address was given to a port of the switch instead of to the switch.
# edits: solution.sh

sed 's/dev v-net-0/dev veth-red-br/'
