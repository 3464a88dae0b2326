#!/usr/bin/env bash
# Off, as it was. 2 (loose) would do as well: there is a route back, by another interface.
# on: node2
sysctl -w net.ipv4.conf.all.rp_filter=0
