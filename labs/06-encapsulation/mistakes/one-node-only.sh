#!/usr/bin/env bash
# caught by: loop.2
# about: node2 stops its stray packets; those of node1 still go to and fro.
# edits: solution.sh

sed '/blackhole 10.244.1.0/d'
