#!/usr/bin/env bash
# caught by: way.3
# about: node2 was told nothing about node1: requests arrive, answers do not.
# edits: solution.sh

sed '/^# on: node2/,/^# on: node3/ { / 10.244.1.0/d }'
