#!/usr/bin/env bash
# caught by: reach.6
# about: A line was copied and not changed: gray got the address that red has already.
# edits: solution.sh

sed 's/-n gray addr add 192.168.15.4/-n gray addr add 192.168.15.1/'
