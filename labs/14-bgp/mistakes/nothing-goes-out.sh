#!/usr/bin/env bash
# caught by: announce.1
# about: The networks are in the table of BIRD, and the export is still none.
# edits: solution.sh

sed '/^# task: announce/,/^# on: node2/ { /export none/d }'
