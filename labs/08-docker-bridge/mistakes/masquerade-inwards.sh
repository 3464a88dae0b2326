#!/usr/bin/env bash
# caught by: out.1
# about: The rule masquerades what goes to the containers in place of what comes from them.
# edits: solution.sh

sed 's/! -o docker0 -j MASQUERADE/-o docker0 -j MASQUERADE/'
