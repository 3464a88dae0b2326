#!/usr/bin/env bash
# caught by: mtu.7
# about: The MTU of green was forgotten.
# edits: solution.sh

sed '/green/d'
