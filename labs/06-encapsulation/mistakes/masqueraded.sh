#!/usr/bin/env bash
# caught by: frames.3
# about: The router masquerades what it passes on, so that green sees the router in place of red.
# edits: solution.sh

sed '$a # on: router\niptables -t nat -A POSTROUTING -o eth2 -j MASQUERADE'
