#!/usr/bin/env bash
# caught by: gateways.2
# about: Orange was forgotten: it talks to its neighbour blue and to nobody else.
# edits: solution.sh

sed '/-n orange route add default/d'
