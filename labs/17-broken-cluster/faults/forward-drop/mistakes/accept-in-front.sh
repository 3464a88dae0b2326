#!/usr/bin/env bash
# caught by: pods.26
# about: A rule in front lets everything pass. The one that drops is still there, and nothing behind the new one counts any more.

# on: node2
iptables -I FORWARD -j ACCEPT
