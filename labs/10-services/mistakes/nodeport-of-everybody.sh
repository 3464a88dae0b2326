#!/usr/bin/env bash
# caught by: nodeport.2
# about: The rule asks for the port only, and catches what pods send to port 30080 of other machines.
# edits: solution.sh

sed 's/ -m addrtype --dst-type LOCAL//'
