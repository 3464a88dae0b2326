#!/usr/bin/env bash
# caught by: refuse.1
# about: only the first of the missing variables is named, so that who calls mends them one by one.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: refuse
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/|| missing="$missing $name"$/|| { missing=$name; break; }/' /opt/cni/bin/mini
