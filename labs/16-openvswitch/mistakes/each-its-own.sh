#!/usr/bin/env bash
# caught by: vlans.1
# about: Three rooms, three VLANs: red and blue are apart as well.
# edits: solution.sh

sed 's/veth-blue tag=10/veth-blue tag=11/'
