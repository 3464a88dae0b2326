#!/usr/bin/env bash
# caught by: add.8
# about: The prefix length is written into the plugin; bridge and pod have /24 whatever the configuration says.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: add
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/length=${subnet#\*\/}$/length=24/' /opt/cni/bin/mini
