#!/usr/bin/env bash
# caught by: frames.5
# about: The new card was told to have the address of the old one; the wrong note stays.
# edits: solution.sh

sed 's/^ip neigh del .*/# on: node2\nip link set dev eth0 address 0e:de:ad:c0:ff:ee/'
