#!/usr/bin/env bash
# caught by: bridge.2
# about: docker0 has no address, so nobody is the gateway.
# edits: solution.sh

sed '/^ip addr add/d'
