#!/usr/bin/env bash
# caught by: out.2
# about: The policy of FORWARD stays ACCEPT: who adds a route gets into every container.

# task: out
# The reference solution, whole, with one change.
sed '/-P FORWARD/d' /netlab/lab/solution.sh | bash -eu
