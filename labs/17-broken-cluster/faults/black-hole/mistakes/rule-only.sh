#!/usr/bin/env bash
# caught by: packets.1
# about: Now node3 says that packets are too large for it, and they still are: the network promises 1500 bytes.

# on: node3
iptables -D OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP
