#!/usr/bin/env bash
# caught by: plan.2
# about: Another /24 was taken for node3, and it is in the range of the Services as well: a /12 ends at 10.111.255.255.
# edits: solution.sh

sed 's|10.244.3.0/24|10.100.3.0/24|; /^# task: files/,$d'
