#!/usr/bin/env bash
# caught by: gc.4
# about: GC frees every address, whatever the list of valid attachments says.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/^    printf .*"$valid" | grep -qxF "$owner" || take_back$/    take_back/'
