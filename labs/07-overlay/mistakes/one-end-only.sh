#!/usr/bin/env bash
# caught by: mtu.6
# about: The other end of the wire of purple still has 1500.
# edits: solution.sh

sed '/veth-purple/d'
