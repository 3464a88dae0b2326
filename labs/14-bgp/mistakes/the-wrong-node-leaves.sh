#!/usr/bin/env bash
# caught by: session.2
# about: The session of node2 is closed in place of that of node3.
# edits: solution.sh

sed 's/^# on: node3/# on: node2/'
