#!/usr/bin/env bash
# caught by: client.3
# about: The headers of the shop are right, and pay still adds to what the client has sent.
# edits: solution.sh
# shellcheck disable=SC2016 # nginx reads the variables

headers='proxy_set_header Host $host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;'
sed "/^cat .*pay.conf/,/^CONF/ s#location / { #&$headers #"
