#!/usr/bin/env bash
# caught by: vlans.3
# about: Red and blue have no tag, so their ports are trunks and get the packets of green, too.

# task: vlans
# What the reference solution does, with one change.
sed -E '/set port veth-(red|blue)/d' /netlab/lab/solution.sh | bash -eu
