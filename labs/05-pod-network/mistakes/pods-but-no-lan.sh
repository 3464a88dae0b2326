#!/usr/bin/env bash
# caught by: gateways.5
# about: The pods have a route to the pods of other nodes, and none to the LAN.
# edits: solutions/hub.sh

sed '/route add 192.168.1.0/d'
