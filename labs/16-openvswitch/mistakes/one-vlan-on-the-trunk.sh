#!/usr/bin/env bash
# caught by: trunk.2
# about: The trunk is limited to VLAN 10.
# edits: solution.sh

sed 's/add-port br0 trunk0/& trunks=10/'
