#!/usr/bin/env bash
# caught by: vlans.1
# about: Without tcp the rest of the match means nothing, is left out, and the flow drops everything.
# edits: solution.sh

sed 's/priority=100,tcp,/priority=100,/'
