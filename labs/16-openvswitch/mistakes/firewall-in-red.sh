#!/usr/bin/env bash
# caught by: flow.2
# about: A firewall in red, which red could take away again.
# edits: solution.sh

sed 's/^ovs-ofctl .*/ip netns exec red iptables -A OUTPUT -d 192.168.15.2 -p tcp --dport 80 -j DROP/'
