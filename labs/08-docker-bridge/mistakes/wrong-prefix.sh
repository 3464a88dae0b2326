#!/usr/bin/env bash
# caught by: bridge.3
# about: web has the right address in a network of the wrong size.
# edits: solution.sh

sed 's/172.17.0.2\/16/172.17.0.2\/24/'
