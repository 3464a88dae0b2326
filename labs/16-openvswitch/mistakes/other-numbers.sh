#!/usr/bin/env bash
# caught by: trunk.1
# about: Red and blue have a number that the other switch does not know.
# edits: solution.sh

sed 's/tag=10/tag=100/'
