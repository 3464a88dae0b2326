#!/usr/bin/env bash
# caught by: client.1
# about: One more proxy_set_header in a location, and it inherits none of those above any more.
# edits: solution.sh
# shellcheck disable=SC2016 # nginx reads the variables

sed 's#location = /wear {#& proxy_set_header X-Real-IP $remote_addr;#'
