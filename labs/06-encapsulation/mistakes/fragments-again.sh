#!/usr/bin/env bash
# caught by: silence.2
# about: green may be fragmented again: TCP pays for it with speed, and what must stay whole is still lost in silence.
# edits: solution.sh

sed 's/^iptables -I FORWARD .*/ip netns exec green sysctl -w net.ipv4.ip_no_pmtu_disc=1/'
