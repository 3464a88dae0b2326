#!/usr/bin/env bash
# Loose: any route back will do (RFC 3704, section 2.4).
# on: node2
sysctl -w net.ipv4.conf.all.rp_filter=2
