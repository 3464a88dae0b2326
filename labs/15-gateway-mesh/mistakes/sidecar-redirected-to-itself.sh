#!/usr/bin/env bash
# caught by: redirect.1
# about: The rule takes what the sidecar sends as well, and leads it back to the sidecar.
# edits: solution.sh

sed 's|-d 10.96.0.0/16 -p tcp --dport 80|-p tcp|'
