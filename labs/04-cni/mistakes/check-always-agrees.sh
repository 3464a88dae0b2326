#!/usr/bin/env bash
# caught by: check.2
# about: CHECK exits with 0 whatever has happened to the pod.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/^cmd_check() {$/&\n  exit 0/'
