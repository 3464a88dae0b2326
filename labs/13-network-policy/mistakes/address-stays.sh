#!/usr/bin/env bash
# caught by: labels.1
# about: The new pod was added, and the address of the one that lost its label is still in the set.

# task: labels
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
ipset add front 10.244.2.3
