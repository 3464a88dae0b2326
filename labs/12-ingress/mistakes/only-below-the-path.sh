#!/usr/bin/env bash
# caught by: paths.2
# about: There are locations for what is below the paths and none for the paths themselves, so nginx redirects.
# edits: solution.sh

sed '/location = /d'
