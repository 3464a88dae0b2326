#!/usr/bin/env bash
# caught by: flow.2
# about: A firewall in blue, where no flow was.

# task: flow
# What the reference solution does, with one change.
sed '/^ovs-ofctl/d' /netlab/lab/solution.sh | bash -eu
ip netns exec blue iptables -A INPUT -s 192.168.15.1 -p tcp --dport 80 -j DROP
