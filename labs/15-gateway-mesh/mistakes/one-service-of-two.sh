#!/usr/bin/env bash
# caught by: redirect.4
# about: The rule names one Service, and the other one goes its old way.
# edits: solution.sh

sed 's|-d 10.96.0.0/16|-d 10.96.0.30|'
