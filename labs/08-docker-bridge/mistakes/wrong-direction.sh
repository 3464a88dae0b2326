#!/usr/bin/env bash
# caught by: hairpin.1
# about: The rule masquerades what web answers in place of what it is asked.
# edits: solution.sh

sed 's/-s 172.17.0.0\/16 -d 172.17.0.2 -p tcp --dport 80/-s 172.17.0.2 -d 172.17.0.0\/16 -p tcp --sport 80/'
