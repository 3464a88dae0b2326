#!/usr/bin/env bash
# caught by: two-pods.6
# about: an ADD for a namespace that does not exist takes an address, fails, and keeps it.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: two-pods
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i '/fail 3 "there is no namespace/d; /^  undo=take_back$/d' /opt/cni/bin/mini
