#!/usr/bin/env bash
# caught by: gc.2
# about: STATUS says that all is well, and the next pod finds no address.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: gc
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/^  next_address || fail 50 .*/  :/' /opt/cni/bin/mini
