#!/usr/bin/env bash
# caught by: world.1
# about: The block was allowed without its exception.

# task: world
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
ipset del world 192.168.1.12/32
