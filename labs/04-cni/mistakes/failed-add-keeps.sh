#!/usr/bin/env bash
# caught by: two-pods.6
# about: an ADD for a namespace that does not exist takes an address, fails, and keeps it.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed '/fail 3 "there is no namespace/d; /^  undo=take_back$/d'
