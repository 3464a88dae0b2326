#!/usr/bin/env bash
# caught by: names.3
# about: `ip netns add` makes new, empty rooms: the names are right, and nobody is in.
# edits: solution.sh

sed 's/^ip netns attach \([a-z]*\) .*/ip netns add \1/'
