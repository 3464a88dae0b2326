#!/usr/bin/env bash
# caught by: reject.2
# about: Only FORWARD leads to the chain; the node itself still waits in vain.
# edits: solution.sh

sed '/^iptables -A OUTPUT/d'
