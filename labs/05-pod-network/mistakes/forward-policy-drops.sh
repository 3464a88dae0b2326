#!/usr/bin/env bash
# caught by: forwarding.3
# about: The firewall of node3 drops what it should forward, as it does where Docker is installed too.
# edits: solution.sh

sed '$a iptables -P FORWARD DROP'
