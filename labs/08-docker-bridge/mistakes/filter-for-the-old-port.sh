#!/usr/bin/env bash
# caught by: publish.1
# about: FORWARD comes after DNAT and sees port 80; the rule lets 8080 pass.
# edits: solution.sh

sed 's/-o docker0 -p tcp --dport 80 -j ACCEPT/-o docker0 -p tcp --dport 8080 -j ACCEPT/'
