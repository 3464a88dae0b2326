#!/usr/bin/env bash
# caught by: add.5
# about: the result carries an invented MAC address instead of the one the kernel chose.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: add
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/mac: .address/mac: "02:00:00:00:00:01"/' /opt/cni/bin/mini
