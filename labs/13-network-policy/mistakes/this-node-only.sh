#!/usr/bin/env bash
# caught by: allow.1
# about: Only the pods of the own node were looked up; those with the label on other nodes stay locked out.

# task: allow
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
ipset del front 10.244.2.2
