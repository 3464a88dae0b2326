#!/usr/bin/env bash
# caught by: publish.2
# about: Only PREROUTING leads to the chain; what the host sends itself starts in OUTPUT.
# edits: solution.sh

sed '/-A OUTPUT/d'
