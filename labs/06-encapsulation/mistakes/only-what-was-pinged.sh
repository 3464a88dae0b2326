#!/usr/bin/env bash
# caught by: loop.4
# about: The routes are for the one address that was pinged, and for its like on node1.
# edits: solution.sh

sed -E 's|blackhole (10.244.[12]).0/24|blackhole \1.200|'
