#!/usr/bin/env bash
# With the tools of a learner: sed for the plan, netlab as the runtime, rm for what has leaked.

# task: plan
sed -i 's#10.244.0.0/16#10.244.1.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node3
sed -i 's#10.96.3.0/24#10.244.3.0/24#' /etc/cni/net.d/10-podnet.conflist

# task: files
netlab cni add podnet red
netlab cni add podnet blue
netlab cni add podnet pink

# task: exhausted
# on: node2
grep -l '^job-' /var/lib/cni/networks/podnet/10.* | xargs rm
netlab cni add podnet late

# task: duplicate
# on: node2
printf 'green\r\neth0' >/var/lib/cni/networks/podnet/10.244.2.2
netlab cni del podnet gray
netlab cni add podnet gray
ip netns exec green arping -c 1 -U -I eth0 10.244.2.2 >/dev/null # optional: without it the neighbours forget gray's MAC address by themselves, within a minute
