#!/usr/bin/env bash
# caught by: files.1
# about: red was connected before the plan was right, and keeps the address it got then.

netlab cni add podnet red
sed -i 's#10.244.0.0/16#10.244.1.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node3
sed -i 's#10.96.3.0/24#10.244.3.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node1
ip link del cni0
netlab cni add podnet blue
netlab cni add podnet pink
