#!/usr/bin/env bash
# caught by: search.1
# about: Of several lines with search the last one counts.
# edits: solution.sh

sed '/^search/ s/local /local\nsearch /g'
