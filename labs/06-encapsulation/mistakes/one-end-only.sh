#!/usr/bin/env bash
# caught by: fragments.2
# about: The MTU of the router was left at 1500, so large packets to node1 do not fit through the tunnel.
# edits: solution.sh

sed '/^ip link set dev eth1 mtu/d'
