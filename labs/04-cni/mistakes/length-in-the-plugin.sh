#!/usr/bin/env bash
# caught by: add.8
# about: The prefix length is written into the plugin; bridge and pod have /24 whatever the configuration says.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/length=${subnet#\*\/}$/length=24/'
