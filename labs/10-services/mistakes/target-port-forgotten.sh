#!/usr/bin/env bash
# caught by: clusterip.1
# about: DNAT without a port: the packet gets to port 80 of the pod, where nobody listens.
# edits: solution.sh

sed 's/\(DNAT --to-destination [0-9.]*\):8080/\1/'
