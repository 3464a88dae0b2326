#!/usr/bin/env bash
# caught by: del.3
# about: DEL removes the interface and forgets to free the address.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed 's/then rm -f "$file"; fi/then :; fi/'
