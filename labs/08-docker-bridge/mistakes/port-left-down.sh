#!/usr/bin/env bash
# caught by: bridge.7
# about: The port of red on the bridge was never set up.
# edits: solution.sh

sed '/^ip link set dev veth-red up/d'
