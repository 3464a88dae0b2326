#!/usr/bin/env bash
# caught by: tunnel.3
# about: The VNI of node3 is another one: two networks, and each knows only itself.
# edits: solution.sh

sed '/local 192.168.3.13/s/ id 1 / id 2 /'
