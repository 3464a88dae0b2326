#!/usr/bin/env bash
# caught by: two-pods.1
# about: every pod gets the same address, because nothing remembers which are taken.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed '/^  echo "$owner" >"$store\/$address"$/d; s/^    grep -qxF "$owner" "$store.*//'
