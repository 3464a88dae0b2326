#!/usr/bin/env bash
# caught by: out.3
# about: The policy stays ACCEPT, and one rule closes the container that was tried.

# task: out
# The reference solution, whole, with one change.
sed 's/^iptables -P FORWARD DROP/iptables -A FORWARD -i eth0 -d 172.17.0.3 -m conntrack --ctstate NEW -j DROP/' /netlab/lab/solution.sh | bash -eu
