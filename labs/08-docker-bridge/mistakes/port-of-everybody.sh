#!/usr/bin/env bash
# caught by: publish.3
# about: The rule asks for the port only, and catches what containers send to port 8080 of other machines.

# task: publish
# The reference solution, whole, with one change.
sed 's/ -m addrtype --dst-type LOCAL//' /netlab/lab/solution.sh | bash -eu
