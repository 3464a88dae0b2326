#!/usr/bin/env bash
# caught by: plan.2
# about: node3 got the range of its neighbour, so two nodes deal out the same addresses.

sed -i 's#10.244.0.0/16#10.244.1.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node3
sed -i 's#10.96.3.0/24#10.244.2.0/24#' /etc/cni/net.d/10-podnet.conflist
