#!/usr/bin/env bash
# caught by: upstream.2
# about: The name that was tried is written into a list, and no other name is forwarded.
# edits: solution.sh

sed 's|forward \. /etc/resolv\.conf|hosts {\\n203.0.113.10 shop.example\\nfallthrough\\n}|'
