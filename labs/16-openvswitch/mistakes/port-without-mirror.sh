#!/usr/bin/env bash
# caught by: mirror.1
# about: The monitor is one more port, and a switch sends it nothing of others.

# task: mirror
# What the reference solution does, with one change.
sed '/^ovs-vsctl -- --id=@red/,$d' /netlab/lab/solution.sh | bash -eu
