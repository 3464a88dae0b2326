#!/usr/bin/env bash
# caught by: vlans.3
# about: Red and blue have no tag, so their ports are trunks and get the packets of green, too.
# edits: solution.sh

sed -E '/set port veth-(red|blue)/d'
