#!/usr/bin/env bash
# caught by: affinity.1
# about: The lists are written and never read: the dice are thrown each time.

# task: affinity
# The reference solution, whole, with one change.
sed '/--rcheck/d' /netlab/lab/solution.sh | bash -eu
