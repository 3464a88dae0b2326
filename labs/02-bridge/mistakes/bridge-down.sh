#!/usr/bin/env bash
# caught by: switch.2
# about: The switch was made but never switched on.
# edits: solution.sh

sed '/v-net-0 up/d'
