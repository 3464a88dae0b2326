#!/usr/bin/env bash
# caught by: deny.8
# about: Answers are accepted when they are TCP, so that no name is resolved.
# edits: solution.sh

sed -E 's/-A FORWARD -m conntrack/-A FORWARD -p tcp -m conntrack/'
