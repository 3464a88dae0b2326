#!/usr/bin/env bash
# caught by: gc.6
# about: the plugin lists versions before 1.0.0 as well, and its results are not as these versions want them.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: gc
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/ + if $cniVersion < "1.0.0" then {version: "4"} else {} end//' /opt/cni/bin/mini
