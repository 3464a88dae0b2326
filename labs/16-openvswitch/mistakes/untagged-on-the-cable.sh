#!/usr/bin/env bash
# caught by: trunk.3
# about: VLAN 10 crosses the cable without a tag, as the native VLAN of both ends.
# edits: solution.sh

sed 's/add-port br0 trunk0/& vlan_mode=native-untagged tag=10/
  $a ovs-vsctl set port trunk1 vlan_mode=native-untagged tag=10'
