#!/usr/bin/env bash
# caught by: hosts.2
# about: No server is the default, so the first one answers for every unknown name.
# edits: solution.sh

sed '/listen 80 default_server/,/^server {/d'
