#!/usr/bin/env bash
# caught by: pods.3
# about: Rules are read from the top, and the first that matches decides.

# on: node2
iptables -A FORWARD -p tcp -j ACCEPT
