#!/usr/bin/env bash
# caught by: routes.14
# about: The router knows the pods that run today, and not their networks.
# edits: solutions/router.sh

sed -E '/^ip route add 10.244/s|0/24|2|; s|10.244.1.2 via (.*)|&\nip route add 10.244.1.3 via \1|'
