#!/usr/bin/env bash
# caught by: mtls.2
# about: The name is added to what the caller has written, and the program reads the first.
# edits: solution.sh

sed 's/set-header X-Client/add-header X-Client/'
