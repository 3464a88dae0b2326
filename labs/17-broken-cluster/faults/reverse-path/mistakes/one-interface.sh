#!/usr/bin/env bash
# caught by: pods.1
# about: The kernel takes the larger of the two settings, that of the interface and that of all.

# on: node2
sysctl -w net.ipv4.conf.eth0.rp_filter=0
