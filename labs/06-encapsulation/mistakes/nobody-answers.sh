#!/usr/bin/env bash
# caught by: gateway.2
# about: The routes are there, and the question "who has 169.254.1.1?" is answered by nobody.
# edits: solution.sh

sed '/proxy_arp=1/d'
