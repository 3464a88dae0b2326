#!/usr/bin/env bash
# caught by: way.8
# about: What goes into the tunnel is masqueraded, as what leaves by eth0 would be.
# edits: solution.sh

sed '$a # on: node1\niptables -t nat -A POSTROUTING -o flannel.1 -j MASQUERADE'
