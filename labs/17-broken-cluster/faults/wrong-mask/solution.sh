#!/usr/bin/env bash
# The mask of the node's pod network, and not that of the cluster. The address goes first, and the default route with it.

ip -n orange addr del 10.244.1.3/16 dev eth0
ip -n orange addr add 10.244.1.3/24 dev eth0 # optional(prefix length): everyone on this wire is in the lower half of the network
ip -n orange route add default via 10.244.1.1
