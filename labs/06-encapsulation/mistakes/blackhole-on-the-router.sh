#!/usr/bin/env bash
# caught by: frames.1
# about: The router drops what is for the range, and with it everything for the pods that exist.
# edits: solution.sh

sed 's|^ip route add blackhole 10.244.2.*|# on: router\nip route replace blackhole 10.244.2.0/24|'
