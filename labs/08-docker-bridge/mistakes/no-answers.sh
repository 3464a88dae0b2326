#!/usr/bin/env bash
# caught by: out.1
# about: What red sends may pass; what comes back is dropped by the policy.

# task: out
# The reference solution, whole, with one change.
sed '/RELATED,ESTABLISHED/d' /netlab/lab/solution.sh | bash -eu
