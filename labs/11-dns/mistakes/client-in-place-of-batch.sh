#!/usr/bin/env bash
# caught by: search.4
# about: The file of the other pod is changed.
# edits: solution.sh

sed 's/^# on: batch/# on: client/'
