#!/usr/bin/env bash
# caught by: vlans.2
# about: Green has the tag of red and blue.

# task: vlans
# What the reference solution does, with one change.
sed 's/veth-green tag=20/veth-green tag=10/' /netlab/lab/solution.sh | bash -eu
