#!/usr/bin/env bash
# caught by: client.3
# about: The header Host was not set, so the pod is asked for by its own address.
# edits: solution.sh

sed '/proxy_set_header Host/d'
