#!/usr/bin/env bash
# caught by: hairpin.1
# about: The sender is rewritten, but FORWARD lets nothing pass from docker0 to docker0.

# task: hairpin
# The reference solution, whole, with one change.
sed '/-i docker0 -o docker0 -j ACCEPT/d' /netlab/lab/solution.sh | bash -eu
