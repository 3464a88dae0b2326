#!/usr/bin/env bash
# caught by: retries.1
# about: It is tried more often, and always with the server that failed.
# edits: solution.sh

sed 's/option redispatch 1/retries 2/'
