#!/usr/bin/env bash
# caught by: names.3
# about: `ip netns add` makes new, empty rooms: the names are right, and nobody is in.

# task: names
# The reference solution, whole, with one change.
sed 's/^ip netns attach \([a-z]*\) .*/ip netns add \1/' /netlab/lab/solution.sh | bash -eu
