#!/usr/bin/env bash
# caught by: del.4
# about: DEL gives up when the namespace has gone, and the address stays taken for ever.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/^cmd_del() {$/&\n  [ -e "$CNI_NETNS" ] || exit 0/'
