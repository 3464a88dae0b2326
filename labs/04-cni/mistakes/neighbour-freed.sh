#!/usr/bin/env bash
# caught by: del.5
# about: DEL looks for the id anywhere in the file, and frees the addresses of pods whose names begin alike.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: del
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/&& \[ "$(cat "$file")" = "$owner" \]/\&\& grep -q "^$CNI_CONTAINERID" "$file"/' /opt/cni/bin/mini
