#!/usr/bin/env bash
# caught by: allow.1
# about: The rule for front names the port and no pod, so that front gets port 8080 of db too.

# task: allow
# The reference solution, whole, with one change.
sed -E 's/(--match-set front src) -d 10.244.1.3/\1/' /netlab/lab/solution.sh | bash -eu
