#!/usr/bin/env bash
# caught by: announce.2
# about: The session may export, but nothing brings the network into the table.
# edits: solution.sh

sed '/^# task: announce/,/^# task: learn/ {
  /^# on: node2/,/^birdc/ {
    /^cat/,/^EOF/d
  }
}'
