#!/usr/bin/env bash
# caught by: plan.1
# about: node1 keeps the range of the whole cluster, and takes the pods of all other nodes for its own.

# on: node3
sed -i 's#10.96.3.0/24#10.244.3.0/24#' /etc/cni/net.d/10-podnet.conflist
