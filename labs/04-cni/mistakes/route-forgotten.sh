#!/usr/bin/env bash
# caught by: add.4
# about: the pod gets an address but no default route, so it reaches its own network and nothing else.
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

# task: add
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i '/^route append default/d' /opt/cni/bin/mini
