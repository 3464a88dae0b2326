#!/usr/bin/env bash
# caught by: way.7
# about: Route and neighbour are there; on which node that neighbour is, nobody has said.
# edits: solution.sh

sed '/^# on: node1/,/^# on: node2/ { /^bridge fdb add 0e:00:00:00:00:02/d }'
