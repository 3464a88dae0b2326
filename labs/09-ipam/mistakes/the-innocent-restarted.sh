#!/usr/bin/env bash
# caught by: duplicate.3
# about: The wrong one of the two was connected anew: green was in use, and has another address now.

sed -i 's#10.244.0.0/16#10.244.1.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node3
sed -i 's#10.96.3.0/24#10.244.3.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node1
netlab cni add podnet red
netlab cni add podnet blue
netlab cni add podnet pink
# on: node2
grep -l '^job-' /var/lib/cni/networks/podnet/10.* | xargs rm
netlab cni add podnet late
netlab cni del podnet green
netlab cni add podnet green
