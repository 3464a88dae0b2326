#!/usr/bin/env bash
# caught by: deny.8
# about: Answers are accepted when they are TCP, so that no name is resolved.

# task: deny
# The reference solution, whole, with one change.
sed -E 's/-A FORWARD -m conntrack/-A FORWARD -p tcp -m conntrack/' /netlab/lab/solution.sh | bash -eu
