#!/usr/bin/env bash
# caught by: names.3
# about: Each of the two rooms got the name of the other.
# edits: solution.sh

sed 's/web.pid/other.pid/; s/red.pid/web.pid/; s/other.pid/red.pid/'
