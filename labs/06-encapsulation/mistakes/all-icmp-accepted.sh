#!/usr/bin/env bash
# caught by: silence.5
# about: All ICMP is accepted above the rule that drops it, which no packet reaches any more.
# edits: solution.sh

sed 's/ --icmp-type fragmentation-needed//'
