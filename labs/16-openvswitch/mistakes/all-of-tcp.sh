#!/usr/bin/env bash
# caught by: flow.1
# about: The flow drops every port of TCP.
# edits: solution.sh

sed 's/,tp_dst=80//'
