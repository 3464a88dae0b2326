#!/usr/bin/env bash
# caught by: mirror.2
# about: The mirror shows what red sends and not what it gets.

# task: mirror
# What the reference solution does, with one change.
sed 's/select-dst-port=@red //' /netlab/lab/solution.sh | bash -eu
