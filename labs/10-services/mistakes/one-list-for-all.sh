#!/usr/bin/env bash
# caught by: affinity.1
# about: All endpoints write into one list, so whoever was here before is sent to the first of them.

# task: affinity
# The reference solution, whole, with one change.
sed 's/--name shop-[a-z]*/--name shop/' /netlab/lab/solution.sh | bash -eu
