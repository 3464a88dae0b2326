#!/usr/bin/env bash
# caught by: gateway.1
# about: A default route without a next hop: red asks for every address by ARP, and node1 answers for all of them.
# edits: solution.sh

sed 's/default via 169.254.1.1/default dev eth0/'
