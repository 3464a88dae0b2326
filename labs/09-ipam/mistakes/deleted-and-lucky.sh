#!/usr/bin/env bash
# caught by: exhausted.4
# about: All files were deleted, and at the second try late got an address that nobody has; gray stands in no book.

sed -i 's#10.244.0.0/16#10.244.1.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node3
sed -i 's#10.96.3.0/24#10.244.3.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node1
netlab cni add podnet red
netlab cni add podnet blue
netlab cni add podnet pink
# on: node2
rm -f /var/lib/cni/networks/podnet/*
netlab cni add podnet late
netlab cni del podnet late
netlab cni add podnet late
