#!/usr/bin/env bash
# caught by: reject.2
# about: Only FORWARD leads to the chain; the node itself still waits in vain.

# task: reject
# The reference solution, whole, with one change.
sed '/^iptables -A OUTPUT/d' /netlab/lab/solution.sh | bash -eu
