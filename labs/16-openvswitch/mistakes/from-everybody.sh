#!/usr/bin/env bash
# caught by: flow.1
# about: The flow does not say whose packets: orange gets no page either.

# task: flow
# What the reference solution does, with one change.
sed 's/nw_src=192.168.15.1,//' /netlab/lab/solution.sh | bash -eu
