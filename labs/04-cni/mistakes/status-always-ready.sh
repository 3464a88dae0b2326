#!/usr/bin/env bash
# caught by: gc.2
# about: STATUS says that all is well, and the next pod finds no address.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/^  next_address || fail 50 .*/  :/'
