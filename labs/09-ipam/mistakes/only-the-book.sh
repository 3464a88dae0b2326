#!/usr/bin/env bash
# caught by: duplicate.1
# about: The book was mended and the pods were not: gray still has green's address.
# edits: solution.sh

sed '/^# task: duplicate/,$ { /^netlab/d; /arping/d }'
