#!/usr/bin/env bash
# caught by: vlans.2
# about: Green has the tag of red and blue.
# edits: solution.sh

sed 's/veth-green tag=20/veth-green tag=10/'
