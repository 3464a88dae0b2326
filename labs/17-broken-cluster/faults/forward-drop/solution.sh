#!/usr/bin/env bash
# This rule, and no other.
# on: node2
iptables -D FORWARD -i eth0 -p tcp -j DROP
