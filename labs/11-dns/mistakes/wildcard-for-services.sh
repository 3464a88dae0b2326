#!/usr/bin/env bash
# caught by: zone.5
# about: A wildcard answers for every name of the namespace, also for those that nobody has.
# edits: solution.sh

sed 's/^web\.default\.svc/*.default.svc/'
