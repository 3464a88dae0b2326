#!/usr/bin/env bash
# Node3's interface on the LAN takes 1400 bytes, and node3 must not say so.
# on: node3
ip link set dev eth0 mtu 1400
iptables -A OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP
