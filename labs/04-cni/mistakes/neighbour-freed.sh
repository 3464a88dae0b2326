#!/usr/bin/env bash
# caught by: del.5
# about: DEL looks for the id anywhere in the file, and frees the addresses of pods whose names begin alike.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/&& \[ "$(cat "$file")" = "$owner" \]/\&\& grep -q "^$CNI_CONTAINERID" "$file"/'
