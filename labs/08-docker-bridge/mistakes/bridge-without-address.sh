#!/usr/bin/env bash
# caught by: bridge.2
# about: docker0 has no address, so nobody is the gateway.

# task: bridge
# The reference solution, whole, with one change.
sed '/^ip addr add/d' /netlab/lab/solution.sh | bash -eu
