#!/usr/bin/env bash
# caught by: client.2
# about: The headers are set in the locations of wear, and watch hears nothing of the client.
# edits: solution.sh
# shellcheck disable=SC2016 # nginx reads the variables

headers='proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme;'
sed -E "/^cat .*client.conf/,/^CONF/d; s#location (= /wear|/wear/|/) \{ proxy_pass#location \1 { $headers proxy_pass#"
