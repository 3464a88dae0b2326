#!/usr/bin/env bash
# A rule on node2 that somebody tried out and forgot.
# on: node2
iptables -I FORWARD -i eth0 -p tcp -j DROP
