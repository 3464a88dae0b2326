#!/usr/bin/env bash
# caught by: hairpin.1
# about: The sender is rewritten, but FORWARD lets nothing pass from docker0 to docker0.
# edits: solution.sh

sed '/-i docker0 -o docker0 -j ACCEPT/d'
