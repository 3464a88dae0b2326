#!/usr/bin/env bash
# caught by: add.8
# about: bridge and subnet are written into the plugin, and the configuration is ignored.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: add
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/^  \[ -n "$values" \] && eval "$values"$/&\n  bridge=cni0 subnet=10.244.0.0\/24/' /opt/cni/bin/mini
