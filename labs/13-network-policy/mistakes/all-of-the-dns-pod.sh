#!/usr/bin/env bash
# caught by: egress.5
# about: The rule for DNS names the pod and no port, so that db gets all of it.
# edits: solution.sh

sed -E '/POD-EGRESS -d 10.244.2.53 -p udp/d; s/POD-EGRESS -d 10.244.2.53 -p tcp --dport 53/POD-EGRESS -d 10.244.2.53/'
