#!/usr/bin/env bash
# caught by: loop.1
# about: The route on node2 covers the lower half of its range only.
# edits: solution.sh

sed 's|blackhole 10.244.2.0/24|blackhole 10.244.2.0/25|'
