#!/usr/bin/env bash
# caught by: bridge.7
# about: The port of red on the bridge was never set up.

# task: bridge
# The reference solution, whole, with one change.
sed '/^ip link set dev veth-red up/d' /netlab/lab/solution.sh | bash -eu
