#!/usr/bin/env bash
# caught by: search.6
# about: The provider stands below as a reserve, and answers for the cluster whenever CoreDNS is slow.
# edits: solution.sh

sed '/^nameserver/a nameserver 192.168.1.1'
