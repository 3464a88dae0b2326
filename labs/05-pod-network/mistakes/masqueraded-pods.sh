#!/usr/bin/env bash
# caught by: routes.9
# about: The rule of the NAT lab was copied to node1, so the pods of other nodes see node1 in place of blue.
# edits: solution.sh

sed '$a # on: node1\niptables -t nat -A POSTROUTING -s 10.244.1.0/24 ! -o v-net-0 -j MASQUERADE'
