#!/usr/bin/env bash
# caught by: reach.4
# about: The address of gray was typed without its prefix length.
# edits: solution.sh

sed 's|192.168.15.4/24|192.168.15.4|'
