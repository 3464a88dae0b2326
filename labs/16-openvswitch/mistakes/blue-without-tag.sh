#!/usr/bin/env bash
# caught by: vlans.4
# about: The port of blue has no tag, so it is a trunk and gets the packets of green, too.
# edits: solution.sh

sed '/set port veth-blue/d'
