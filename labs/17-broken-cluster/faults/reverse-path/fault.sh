#!/usr/bin/env bash
# Node2 drops what comes in by another interface than the one it would answer by.
# on: node2
sysctl -w net.ipv4.conf.all.rp_filter=1
