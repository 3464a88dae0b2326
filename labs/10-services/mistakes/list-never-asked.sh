#!/usr/bin/env bash
# caught by: affinity.1
# about: The lists are written and never read: the dice are thrown each time.
# edits: solution.sh

sed '/--rcheck/d'
