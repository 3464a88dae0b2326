#!/usr/bin/env bash
# caught by: del.2
# about: DEL fails when the interface has gone already, so it cannot be repeated.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/^  ip link del dev "$host_end" .*/  ip link del dev "$host_end"/'
