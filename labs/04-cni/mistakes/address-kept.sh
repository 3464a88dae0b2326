#!/usr/bin/env bash
# caught by: del.3
# about: DEL removes the interface and forgets to free the address.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: del
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/then rm -f "$file"; fi/then :; fi/' /opt/cni/bin/mini
