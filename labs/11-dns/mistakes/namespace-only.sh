#!/usr/bin/env bash
# caught by: search.2
# about: The search list has the own namespace and the zone, and not the Services of the other namespaces.
# edits: solution.sh

sed '/^search/ s/ svc\.cluster\.local//'
