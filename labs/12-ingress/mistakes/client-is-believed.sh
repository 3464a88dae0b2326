#!/usr/bin/env bash
# caught by: client.2
# about: The proxy adds the address to what the client has sent, so the first one in the list is the client's own choice.
# edits: solution.sh
# shellcheck disable=SC2016 # nginx reads the variables

sed 's/X-Forwarded-For $remote_addr/X-Forwarded-For $proxy_add_x_forwarded_for/'
