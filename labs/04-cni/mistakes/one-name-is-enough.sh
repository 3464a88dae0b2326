#!/usr/bin/env bash
# caught by: refuse.1
# about: only the first of the missing variables is named, so that who calls mends them one by one.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/|| missing="$missing $name"$/|| { missing=$name; break; }/'
