#!/usr/bin/env bash
# caught by: gc.4
# about: GC frees every address, whatever the list of valid attachments says.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: gc
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/^    printf .*"$valid" | grep -qxF "$owner" || take_back$/    take_back/' /opt/cni/bin/mini
