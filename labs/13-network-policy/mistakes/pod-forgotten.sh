#!/usr/bin/env bash
# caught by: deny.1
# about: The set lacks one pod of the namespace, which stays open to all.

# task: deny
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
ipset del shop 10.244.1.4
