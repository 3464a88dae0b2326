#!/usr/bin/env bash
# caught by: clusterip.2
# about: Only PREROUTING leads to the chain; what the node itself sends starts in OUTPUT.

# task: clusterip
# The reference solution, whole, with one change.
sed '/-t nat -A OUTPUT/d' /netlab/lab/solution.sh | bash -eu
