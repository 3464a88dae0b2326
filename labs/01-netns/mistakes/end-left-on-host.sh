#!/usr/bin/env bash
# caught by: wire.1
# about: The end for red never left the host: the wire joins the host and blue.
# edits: solution.sh

sed '/veth-red netns red/d; s/^ip -n red/ip/'
