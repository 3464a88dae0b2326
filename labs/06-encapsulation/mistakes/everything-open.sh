#!/usr/bin/env bash
# caught by: silence.3
# about: The rule that drops other ICMP was deleted.
# edits: solution.sh

sed 's/^iptables -I FORWARD .*/iptables -D FORWARD -p icmp -j DROP/'
