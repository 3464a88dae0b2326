#!/usr/bin/env bash
# caught by: mirror.3
# about: The mirror selects all ports.
# edits: solution.sh

sed 's/select-src-port=@red select-dst-port=@red/select-all=true/'
