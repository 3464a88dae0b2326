#!/usr/bin/env bash
# caught by: pods.5
# about: A template for A leaves AAAA to the zone, which says that there is no such pod.
# edits: solution.sh

sed '/^template IN AAAA/,/^}/d'
