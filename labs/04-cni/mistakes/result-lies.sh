#!/usr/bin/env bash
# caught by: add.5
# about: the result carries an invented MAC address instead of the one the kernel chose.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/mac: .address/mac: "02:00:00:00:00:01"/'
