#!/usr/bin/env bash
# caught by: publish.2
# about: Only PREROUTING leads to the chain; what the host sends itself starts in OUTPUT.

# task: publish
# The reference solution, whole, with one change.
sed '/-A OUTPUT/d' /netlab/lab/solution.sh | bash -eu
