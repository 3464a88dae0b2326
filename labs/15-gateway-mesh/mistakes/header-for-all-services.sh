#!/usr/bin/env bash
# caught by: split.4
# about: The header is asked for before it is known which Service the request is for.
# edits: solution.sh

sed '/x-canary/ s|/use_backend pay/|/^frontend outbound/|'
