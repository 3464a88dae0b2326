#!/usr/bin/env bash
# caught by: frames.1
# about: The neighbours of node1 were flushed; the wrong entry is on the router.
# edits: solution.sh

sed 's/^ip neigh del .*/# on: node1\nip neigh flush dev eth0/'
