#!/usr/bin/env bash
# caught by: pods.1
# about: The names of pods are made where the Services are.
# edits: solution.sh

sed 's/\bpod\b/svc/g'
