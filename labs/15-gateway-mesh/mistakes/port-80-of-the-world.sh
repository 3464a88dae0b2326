#!/usr/bin/env bash
# caught by: redirect.5
# about: The rule does not say whose port 80: whatever the program calls is answered by web.
# edits: solution.sh

sed 's|-d 10.96.0.0/16 ||'
