#!/usr/bin/env bash
# Without netlab: jq writes the plan, the plugins are called as a runtime calls them, and host-local itself mends its book.
# shellcheck disable=SC2016 # what jq gets is for jq to expand

# task: plan
ipam='{type: "host-local", subnet: $subnet, routes: [{dst: "0.0.0.0/0"}]}'
jq --arg subnet 10.244.1.0/24 ".plugins[0].ipam = $ipam" /etc/cni/net.d/10-podnet.conflist >/run/new.conflist
mv /run/new.conflist /etc/cni/net.d/10-podnet.conflist
# on: node3
ipam='{type: "host-local", subnet: $subnet, routes: [{dst: "0.0.0.0/0"}]}'
jq --arg subnet 10.244.3.0/24 ".plugins[0].ipam = $ipam" /etc/cni/net.d/10-podnet.conflist >/run/new.conflist
mv /run/new.conflist /etc/cni/net.d/10-podnet.conflist

# task: files
export CNI_PATH=/opt/cni/bin:/usr/lib/cni:/usr/libexec/cni CNI_IFNAME=eth0
bridge=$(PATH=$CNI_PATH command -v bridge)
request=$(jq -c '{cniVersion, name} + .plugins[0]' /etc/cni/net.d/10-podnet.conflist)
CNI_COMMAND=ADD CNI_CONTAINERID=red CNI_NETNS=/run/netns/red "$bridge" <<<"$request"
CNI_COMMAND=ADD CNI_CONTAINERID=blue CNI_NETNS=/run/netns/blue "$bridge" <<<"$request"
# on: node3
export CNI_PATH=/opt/cni/bin:/usr/lib/cni:/usr/libexec/cni CNI_IFNAME=eth0
bridge=$(PATH=$CNI_PATH command -v bridge)
request=$(jq -c '{cniVersion, name} + .plugins[0]' /etc/cni/net.d/10-podnet.conflist)
CNI_COMMAND=ADD CNI_CONTAINERID=pink CNI_NETNS=/run/netns/pink "$bridge" <<<"$request"

# task: exhausted
# on: node2
# Every id in the book that is no namespace of the node: DEL needs none.
export CNI_PATH=/opt/cni/bin:/usr/lib/cni:/usr/libexec/cni CNI_IFNAME=eth0
bridge=$(PATH=$CNI_PATH command -v bridge)
request=$(jq -c '{cniVersion, name} + .plugins[0]' /etc/cni/net.d/10-podnet.conflist)
for file in /var/lib/cni/networks/podnet/10.*; do
  id=$(head -n 1 "$file" | tr -d '\r')
  [ -e "/run/netns/$id" ] || CNI_COMMAND=DEL CNI_CONTAINERID=$id CNI_NETNS='' "$bridge" <<<"$request"
done
CNI_COMMAND=ADD CNI_CONTAINERID=late CNI_NETNS=/run/netns/late "$bridge" <<<"$request"

# task: duplicate
# on: node2
# gray gives the address back; then host-local is asked for this very one, for green; then gray may come again.
export CNI_PATH=/opt/cni/bin:/usr/lib/cni:/usr/libexec/cni CNI_IFNAME=eth0
bridge=$(PATH=$CNI_PATH command -v bridge)
host_local=$(PATH=$CNI_PATH command -v host-local)
request=$(jq -c '{cniVersion, name} + .plugins[0]' /etc/cni/net.d/10-podnet.conflist)
CNI_COMMAND=DEL CNI_CONTAINERID=gray CNI_NETNS=/run/netns/gray "$bridge" <<<"$request"
CNI_COMMAND=ADD CNI_CONTAINERID=green CNI_NETNS=/run/netns/green CNI_ARGS=IP=10.244.2.2 "$host_local" <<<"$request"
CNI_COMMAND=ADD CNI_CONTAINERID=gray CNI_NETNS=/run/netns/gray "$bridge" <<<"$request"
ip netns exec green arping -c 1 -U -I eth0 10.244.2.2 >/dev/null
