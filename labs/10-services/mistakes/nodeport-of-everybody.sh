#!/usr/bin/env bash
# caught by: nodeport.2
# about: The rule asks for the port only, and catches what pods send to port 30080 of other machines.

# task: nodeport
# The reference solution, whole, with one change.
sed 's/ -m addrtype --dst-type LOCAL//' /netlab/lab/solution.sh | bash -eu
