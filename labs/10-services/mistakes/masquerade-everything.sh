#!/usr/bin/env bash
# caught by: clusterip.3
# about: Whatever leaves the node is masqueraded, so each endpoint sees the node as its client.

# task: clusterip
# The reference solution, whole, and one thing more.
bash -eu /netlab/lab/solution.sh
iptables -t nat -A POSTROUTING -j MASQUERADE
