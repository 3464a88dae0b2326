#!/usr/bin/env bash
# caught by: addresses.1
# about: The prefix length was left out, so each address is a /32: an island with no neighbours.
# edits: solution.sh

sed 's|/24||'
