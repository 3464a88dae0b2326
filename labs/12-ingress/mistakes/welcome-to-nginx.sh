#!/usr/bin/env bash
# caught by: hosts.4
# about: The default server is told nothing, so it serves the files of nginx, with its welcome page.
# edits: solution.sh

sed '/^  return 404;/d'
