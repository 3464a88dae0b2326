#!/usr/bin/env bash
# caught by: clusterip.5
# about: The rule names the address and no port, so that every port of the Service leads to the pods.
# edits: solution.sh

sed -E 's/-d 10.96.0.10 -p tcp --dport 80/-d 10.96.0.10 -p tcp/'
