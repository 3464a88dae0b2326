#!/usr/bin/env bash
# caught by: redirect.3
# about: What the program sends itself begins in OUTPUT and never passes PREROUTING.
# edits: solution.sh

sed 's/-A OUTPUT/-A PREROUTING/'
