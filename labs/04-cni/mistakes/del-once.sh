#!/usr/bin/env bash
# caught by: del.2
# about: DEL fails when the interface has gone already, so it cannot be repeated.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: del
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/^  ip link del dev "$host_end" .*/  ip link del dev "$host_end"/' /opt/cni/bin/mini
