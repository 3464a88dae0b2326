#!/usr/bin/env bash
# caught by: session.2
# about: node2 says it is 65001 too, as a copy of node1's file does.
# edits: solution.sh

sed 's/local as 65002/local as 65001/'
