#!/usr/bin/env bash
# caught by: vlans.4
# about: The port of blue has no tag, so it is a trunk and gets the packets of green, too.

# task: vlans
# What the reference solution does, with one change.
sed '/set port veth-blue/d' /netlab/lab/solution.sh | bash -eu
