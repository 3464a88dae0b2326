#!/usr/bin/env bash
# caught by: plan.2
# about: Another /24 was taken for node3, and it is in the range of the Services as well: a /12 ends at 10.111.255.255.

sed -i 's#10.244.0.0/16#10.244.1.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node3
sed -i 's#10.96.3.0/24#10.100.3.0/24#' /etc/cni/net.d/10-podnet.conflist
