#!/usr/bin/env bash
# caught by: routes.7
# about: The router has no route to the pods of node3, so nothing gets there, from any node.
# edits: solutions/router.sh

sed '/^ip route add 10.244.3.0/d'
