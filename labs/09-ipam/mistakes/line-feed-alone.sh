#!/usr/bin/env bash
# caught by: duplicate.5
# about: green's file has a line feed without CR, so DEL will never find it.

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
printf 'green\neth0' >/var/lib/cni/networks/podnet/10.244.2.2
netlab cni del podnet gray
netlab cni add podnet gray
ip netns exec green arping -c 1 -U -I eth0 10.244.2.2 >/dev/null
