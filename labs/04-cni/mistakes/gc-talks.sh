#!/usr/bin/env bash
# caught by: gc.5
# about: GC reports on standard output what it has freed; the runtime expects nothing there.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/grep -qxF "$owner" || take_back$/grep -qxF "$owner" || { echo "freed ${file##*\/}"; take_back; }/'
