#!/usr/bin/env bash
# caught by: split.3
# about: That there is such a header is enough.
# edits: solution.sh

sed 's/hdr(x-canary) always/hdr(x-canary) -m found/'
