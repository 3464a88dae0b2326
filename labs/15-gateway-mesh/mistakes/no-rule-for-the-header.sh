#!/usr/bin/env bash
# caught by: split.2
# about: The weights are there, and the header means nothing.
# edits: solution.sh

sed '/x-canary/d'
