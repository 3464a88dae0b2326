#!/usr/bin/env bash
# caught by: pods.4
# about: The template makes a record of whatever the name is.
# edits: solution.sh

sed '/^template IN A /,/^}/ { s/(\\d+)/([^-]*)/g; s/)-/)-?/g }'
