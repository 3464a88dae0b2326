#!/usr/bin/env bash
# caught by: plan.2
# about: node3 got the range of its neighbour, so two nodes deal out the same addresses.
# edits: solution.sh

sed 's|10.244.3.0/24|10.244.2.0/24|; /^# task: files/,$d'
