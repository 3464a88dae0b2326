#!/usr/bin/env bash
# caught by: bridge.6
# about: red knows its own network only.
# edits: solution.sh

sed '/^ip -n red route/d'
