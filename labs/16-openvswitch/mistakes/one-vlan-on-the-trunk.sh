#!/usr/bin/env bash
# caught by: trunk.2
# about: The trunk is limited to VLAN 10.

# task: trunk
# What the reference solution does, with one change.
sed 's/add-port br0 trunk0/& trunks=10/' /netlab/lab/solution.sh | bash -eu
