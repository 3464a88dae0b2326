#!/usr/bin/env bash
# caught by: out.3
# about: The rule that lets the published port in names no port.
# edits: solution.sh

sed 's/-o docker0 -p tcp --dport 80 -j ACCEPT/-o docker0 -j ACCEPT/'
