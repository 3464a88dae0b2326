#!/usr/bin/env bash
# caught by: clusterip.2
# about: Only PREROUTING leads to the chain; what the node itself sends starts in OUTPUT.
# edits: solution.sh

sed '/-t nat -A OUTPUT/d'
