#!/usr/bin/env bash
# caught by: add.4
# about: the pod gets an address but no default route, so it reaches its own network and nothing else.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed '/^route append default/d'
