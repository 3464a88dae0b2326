#!/usr/bin/env bash
# A switch with access ports and a trunk, one flow above the rest, and a mirror.

# task: switch
ovs-vsctl add-br br0 -- set bridge br0 datapath_type="$(ovs-vsctl get bridge br1 datapath_type)"
ovs-vsctl add-port br0 veth-red
ovs-vsctl add-port br0 veth-blue
ovs-vsctl add-port br0 veth-green

# task: vlans
ovs-vsctl set port veth-red tag=10
ovs-vsctl set port veth-blue tag=10
ovs-vsctl set port veth-green tag=20

# task: trunk
ovs-vsctl add-port br0 trunk0

# task: flow
ovs-ofctl add-flow br0 priority=100,tcp,nw_src=192.168.15.1,nw_dst=192.168.15.2,tp_dst=80,actions=drop

# task: mirror
ovs-vsctl add-port br0 veth-monitor
ovs-vsctl -- --id=@red get port veth-red \
  -- --id=@monitor get port veth-monitor \
  -- --id=@copy create mirror name=copy select-src-port=@red select-dst-port=@red output-port=@monitor \
  -- set bridge br0 mirrors=@copy
