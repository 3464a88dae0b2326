#!/usr/bin/env bash
# caught by: split.1
# about: web-v2 shows a certificate for web, which is the name of the workload, and is expected to be named otherwise.
# edits: solution.sh

sed '/server v2/ s/verifyhost web/verifyhost web-v2/'
