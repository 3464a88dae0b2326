#!/usr/bin/env bash
# caught by: loop.5
# about: The range of node1 is routed to lo, from where each packet comes back until its TTL is used up.
# edits: solution.sh

sed 's|blackhole 10.244.1.0/24|10.244.1.0/24 dev lo|'
