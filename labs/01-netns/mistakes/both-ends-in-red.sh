#!/usr/bin/env bash
# caught by: wire.2
# about: Both ends of the wire were moved into red, so the wire leads from red to red.
# edits: solution.sh

sed 's/netns blue/netns red/; s/-n blue/-n red/'
