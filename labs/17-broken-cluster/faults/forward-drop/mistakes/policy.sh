#!/usr/bin/env bash
# caught by: pods.3
# about: A policy counts for what no rule has decided; the rule has.

# on: node2
iptables -P FORWARD ACCEPT
