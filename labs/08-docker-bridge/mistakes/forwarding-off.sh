#!/usr/bin/env bash
# caught by: out.1
# about: Routes and rules are there, and the host does not forward.

# task: out
# The reference solution, whole, with one change.
sed 's/ip_forward=1/ip_forward=0/' /netlab/lab/solution.sh | bash -eu
