#!/usr/bin/env bash
# caught by: pods.1
# about: It is node2 that drops what it gets, and not node1, which sends it.

sysctl -w net.ipv4.conf.all.rp_filter=0
