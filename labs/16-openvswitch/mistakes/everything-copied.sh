#!/usr/bin/env bash
# caught by: mirror.3
# about: The mirror selects all ports.

# task: mirror
# What the reference solution does, with one change.
sed 's/select-src-port=@red select-dst-port=@red/select-all=true/' /netlab/lab/solution.sh | bash -eu
