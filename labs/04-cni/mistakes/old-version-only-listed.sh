#!/usr/bin/env bash
# caught by: gc.6
# about: the plugin lists versions before 1.0.0 as well, and its results are not as these versions want them.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/ + if $cniVersion < "1.0.0" then {version: "4"} else {} end//'
