#!/usr/bin/env bash
# caught by: allow.1
# about: The rule for front names the port and no pod, so that front gets port 8080 of db too.
# edits: solution.sh

sed -E 's/(--match-set front src) -d 10.244.1.3/\1/'
