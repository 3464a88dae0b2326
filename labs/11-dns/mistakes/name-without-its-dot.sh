#!/usr/bin/env bash
# caught by: zone.1
# about: A whole name without a dot at its end is relative in a zone file.
# edits: solution.sh

sed 's/^web\.default\.svc/&.cluster.local/'
