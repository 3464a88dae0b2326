#!/usr/bin/env bash
# caught by: duplicate.2
# about: gray has another address now, but green's is in no file: the plugin will come round to it.
# edits: solution.sh

sed '/^printf/d; /arping/d'
