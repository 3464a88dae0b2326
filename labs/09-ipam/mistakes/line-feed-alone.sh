#!/usr/bin/env bash
# caught by: duplicate.5
# about: green's file has a line feed without CR, so DEL will never find it.
# edits: solution.sh

sed 's/\\r\\n/\\n/'
