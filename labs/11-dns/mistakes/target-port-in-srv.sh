#!/usr/bin/env bash
# caught by: headless.6
# about: The record has the port of the pod, where no client of a ClusterIP connects to.
# edits: solution.sh

sed '/^_http/ s/ 80 / 8080 /'
