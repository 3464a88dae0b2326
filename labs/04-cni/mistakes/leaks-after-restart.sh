#!/usr/bin/env bash
# caught by: del.4
# about: DEL gives up when the namespace has gone, and the address stays taken for ever.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: del
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/^cmd_del() {$/&\n  [ -e "$CNI_NETNS" ] || exit 0/' /opt/cni/bin/mini
