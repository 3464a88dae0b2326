#!/usr/bin/env bash
# caught by: exhausted.1
# about: A larger range helps for some weeks; what has leaked is still in the book.

sed -i 's#10.244.0.0/16#10.244.1.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node3
sed -i 's#10.96.3.0/24#10.244.3.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node1
netlab cni add podnet red
netlab cni add podnet blue
netlab cni add podnet pink
# on: node2
sed -i 's#10.244.2.6#10.244.2.254#' /etc/cni/net.d/10-podnet.conflist
netlab cni add podnet late
