#!/usr/bin/env bash
# caught by: mirror.1
# about: The mirror was made, and no bridge names it.

# task: mirror
# What the reference solution does, with one change.
sed '/-- set bridge br0 mirrors/d; s/output-port=@monitor .*/output-port=@monitor/' /netlab/lab/solution.sh | bash -eu
