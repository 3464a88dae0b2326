#!/usr/bin/env bash
# What the LAN bears, 1500 bytes; and a router that may complain again.
# on: node3
ip link set dev eth0 mtu 1500
iptables -D OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP # optional: with one MTU everywhere there is nothing to complain about
