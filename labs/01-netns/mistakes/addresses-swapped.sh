#!/usr/bin/env bash
# caught by: addresses.1
# about: Red got the address of blue, and blue the address of red.
# edits: solution.sh

sed -E 's|15.1(/24 dev veth-red)|15.2\1|; s|15.2(/24 dev veth-blue)|15.1\1|'
