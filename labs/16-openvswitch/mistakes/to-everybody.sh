#!/usr/bin/env bash
# caught by: flow.1
# about: The flow does not say to whom: red gets no page of orange either.

# task: flow
# What the reference solution does, with one change.
sed 's/nw_dst=192.168.15.2,//' /netlab/lab/solution.sh | bash -eu
