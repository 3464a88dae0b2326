#!/usr/bin/env bash
# The whole switch in one transaction, with limits on the trunk; the flow drops by port and MAC address, and the mirror was there first.

# task: switch
ovs-vsctl add-br br0 -- set bridge br0 datapath_type="$(ovs-vsctl get bridge br1 datapath_type)" \
  -- add-port br0 veth-red tag=10 \
  -- add-port br0 veth-blue tag=10 \
  -- add-port br0 veth-green tag=20 \
  -- add-port br0 trunk0 vlan_mode=trunk trunks=10,20 \
  -- add-port br0 veth-monitor tag=10 \
  -- --id=@red get port veth-red \
  -- --id=@monitor get port veth-monitor \
  -- --id=@copy create mirror name=copy select-src-port=@red select-dst-port=@red output-port=@monitor \
  -- set bridge br0 mirrors=@copy

# task: vlans

# task: trunk

# task: flow
mac=$(ip netns exec blue cat /sys/class/net/eth0/address)
ovs-ofctl add-flow br0 "in_port=veth-red,dl_dst=$mac,tcp,tp_dst=80,actions=drop"

# task: mirror
