#!/usr/bin/env bash
# caught by: flow.2
# about: A firewall in blue, where no flow was.
# edits: solution.sh

sed 's/^ovs-ofctl .*/ip netns exec blue iptables -A INPUT -s 192.168.15.1 -p tcp --dport 80 -j DROP/'
