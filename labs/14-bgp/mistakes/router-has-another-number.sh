#!/usr/bin/env bash
# caught by: session.1
# about: node1 expects the router to be of its own AS.
# edits: solution.sh

sed '/local as 65001/,/neighbor/ s/as 65000/as 65001/'
