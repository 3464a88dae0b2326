#!/usr/bin/env bash
# caught by: check.2
# about: CHECK exits with 0 whatever has happened to the pod.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: check
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/^cmd_check() {$/&\n  exit 0/' /opt/cni/bin/mini
