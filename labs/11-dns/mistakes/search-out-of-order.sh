#!/usr/bin/env bash
# caught by: search.7
# about: The own namespace is the last in the search list, so that most look-ups ask in vain.
# edits: solution.sh

sed -E 's/^search (default\S+) (.*)/search \2 \1/'
