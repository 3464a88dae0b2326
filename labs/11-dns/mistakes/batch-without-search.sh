#!/usr/bin/env bash
# caught by: cost.3
# about: Without the search list nothing is asked in vain, and no short name is found.
# edits: solution.sh

sed "s|'s/ndots:5/ndots:2/'|/search/d|"
