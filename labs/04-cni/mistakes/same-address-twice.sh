#!/usr/bin/env bash
# caught by: two-pods.1
# about: every pod gets the same address, because nothing remembers which are taken.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: two-pods
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i '/^  echo "$owner" >"$store\/$address"$/d; s/^    grep -qxF "$owner" "$store.*//' /opt/cni/bin/mini
