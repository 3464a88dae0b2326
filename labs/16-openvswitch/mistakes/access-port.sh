#!/usr/bin/env bash
# caught by: trunk.2
# about: The cable got a tag, so it belongs to VLAN 10 alone, and without tags at that.
# edits: solution.sh

sed 's/add-port br0 trunk0/& tag=10/'
