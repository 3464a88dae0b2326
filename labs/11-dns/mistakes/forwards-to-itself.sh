#!/usr/bin/env bash
# caught by: upstream.1
# about: What CoreDNS does not know it asks its own Service, which is itself.
# edits: solution.sh

sed 's|forward \. /etc/resolv\.conf|forward . 10.96.0.10|'
