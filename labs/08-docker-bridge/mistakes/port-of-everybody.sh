#!/usr/bin/env bash
# caught by: publish.3
# about: The rule asks for the port only, and catches what containers send to port 8080 of other machines.
# edits: solution.sh

sed 's/ -m addrtype --dst-type LOCAL//'
