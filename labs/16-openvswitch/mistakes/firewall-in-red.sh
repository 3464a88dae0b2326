#!/usr/bin/env bash
# caught by: flow.2
# about: A firewall in red, which red could take away again.

# task: flow
# What the reference solution does, with one change.
sed '/^ovs-ofctl/d' /netlab/lab/solution.sh | bash -eu
ip netns exec red iptables -A OUTPUT -d 192.168.15.2 -p tcp --dport 80 -j DROP
