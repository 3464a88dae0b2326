#!/usr/bin/env bash
# caught by: mtls.4
# about: The sidecar of shop uses the other port, and the port of the program stays open to everyone.
# edits: solution.sh

sed "/^for pod/,/^done/c sed -i '/server [vot]/s/:8080/:15006/' /etc/mesh/shop.cfg"
