#!/usr/bin/env bash
# caught by: vlans.1
# about: Without tcp the rest of the match means nothing, is left out, and the flow drops everything.

# task: flow
# What the reference solution does, with one change.
sed 's/priority=100,tcp,/priority=100,/' /netlab/lab/solution.sh | bash -eu
