#!/usr/bin/env bash
# caught by: vlans.1
# about: The new flow is the only one, and NORMAL is gone.

# task: flow
# What the reference solution does, with one change.
sed 's/^ovs-ofctl add-flow/ovs-ofctl del-flows br0; &/' /netlab/lab/solution.sh | bash -eu
