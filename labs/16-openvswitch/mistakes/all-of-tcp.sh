#!/usr/bin/env bash
# caught by: flow.1
# about: The flow drops every port of TCP.

# task: flow
# What the reference solution does, with one change.
sed 's/,tp_dst=80//' /netlab/lab/solution.sh | bash -eu
