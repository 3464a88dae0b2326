#!/usr/bin/env bash
# caught by: pods.1
# about: The firewall lets it through, but the kernel never asks the firewall: it does not forward at all.

# on: node3
iptables -P FORWARD ACCEPT
iptables -I FORWARD -j ACCEPT
