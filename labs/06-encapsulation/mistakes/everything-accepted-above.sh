#!/usr/bin/env bash
# caught by: silence.5
# about: Everything is accepted above the rule that drops other ICMP.
# edits: solution.sh

sed 's/ -p icmp --icmp-type fragmentation-needed//'
