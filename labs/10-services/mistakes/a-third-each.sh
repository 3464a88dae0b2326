#!/usr/bin/env bash
# caught by: balance.1
# about: Each rule has probability 1/3, but the second one only sees what the first one left.
# edits: solution.sh

sed 's/0\.5 -j KUBE-SEP-GREEN/0.33333 -j KUBE-SEP-GREEN/'
