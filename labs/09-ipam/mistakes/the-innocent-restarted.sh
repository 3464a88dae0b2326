#!/usr/bin/env bash
# caught by: duplicate.3
# about: The wrong one of the two was connected anew: green was in use, and has another address now.
# edits: solution.sh

sed '/^# task: duplicate/,$ { /^printf/d; s/podnet gray/podnet green/; /arping/d }'
