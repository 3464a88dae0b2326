#!/usr/bin/env bash
# caught by: gateway.1
# about: Nobody has the address that is to be the gateway.
# edits: solution.sh

# It reads the solution and prints the wrong script.
sed 's/via 192.168.15.5/via 192.168.15.9/'
