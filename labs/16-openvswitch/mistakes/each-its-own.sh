#!/usr/bin/env bash
# caught by: vlans.1
# about: Three rooms, three VLANs: red and blue are apart as well.

# task: vlans
# What the reference solution does, with one change.
sed 's/veth-blue tag=10/veth-blue tag=11/' /netlab/lab/solution.sh | bash -eu
