#!/usr/bin/env bash
# caught by: trunk.1
# about: Red and blue have a number that the other switch does not know.

# task: trunk
# What the reference solution does, with one change.
sed 's/tag=10/tag=100/' /netlab/lab/solution.sh | bash -eu
