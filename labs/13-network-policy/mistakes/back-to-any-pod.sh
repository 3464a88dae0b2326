#!/usr/bin/env bash
# caught by: allow.2
# about: The rule for back names the port and no pod, so that back gets port 3306 of front too.
# edits: solution.sh

sed -E 's/(--match-set back src) -d 10.244.1.4/\1/'
