#!/usr/bin/env bash
# caught by: out.1
# about: The rule masquerades what goes to the containers in place of what comes from them.

# task: out
# The reference solution, whole, with one change.
sed 's/! -o docker0 -j MASQUERADE/-o docker0 -j MASQUERADE/' /netlab/lab/solution.sh | bash -eu
