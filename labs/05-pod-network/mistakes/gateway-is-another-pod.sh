#!/usr/bin/env bash
# caught by: gateways.1
# about: The gateway of blue is the pod orange, which does not forward.
# edits: solution.sh

sed '/-n blue route add default/s/10.244.1.1/10.244.1.3/'
