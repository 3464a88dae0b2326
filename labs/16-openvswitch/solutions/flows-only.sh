#!/usr/bin/env bash
# No tags and no mirror: the switch is told by flows what to do with every packet, as OVN and Antrea tell it.

# task: switch
ovs-vsctl add-br br0 -- set bridge br0 datapath_type="$(ovs-vsctl get bridge br1 datapath_type)"
ovs-vsctl add-port br0 veth-red -- add-port br0 veth-blue -- add-port br0 veth-green

# task: vlans
# In secure mode a switch without flows does nothing.
ovs-vsctl set-fail-mode br0 secure
ovs-ofctl del-flows br0
ovs-ofctl add-flow br0 priority=10,in_port=veth-red,actions=output:veth-blue
ovs-ofctl add-flow br0 priority=10,in_port=veth-blue,actions=output:veth-red

# task: trunk
ovs-vsctl add-port br0 trunk0
ovs-ofctl add-flow br0 priority=10,in_port=veth-red,actions=output:veth-blue,mod_vlan_vid:10,output:trunk0
ovs-ofctl add-flow br0 priority=10,in_port=veth-blue,actions=output:veth-red,mod_vlan_vid:10,output:trunk0
ovs-ofctl add-flow br0 priority=10,in_port=veth-green,actions=mod_vlan_vid:20,output:trunk0
ovs-ofctl add-flow br0 priority=10,in_port=trunk0,dl_vlan=10,actions=strip_vlan,output:veth-red,output:veth-blue
ovs-ofctl add-flow br0 priority=10,in_port=trunk0,dl_vlan=20,actions=strip_vlan,output:veth-green

# task: flow
ovs-ofctl add-flow br0 priority=20,in_port=veth-red,tcp,nw_dst=192.168.15.2,tp_dst=80,actions=drop

# task: mirror
ovs-vsctl add-port br0 veth-monitor
mac=$(ip netns exec red cat /sys/class/net/eth0/address)
ovs-ofctl add-flow br0 priority=10,in_port=veth-red,actions=output:veth-monitor,output:veth-blue,mod_vlan_vid:10,output:trunk0
ovs-ofctl add-flow br0 "priority=15,in_port=veth-blue,dl_dst=$mac,actions=output:veth-monitor,output:veth-red"
ovs-ofctl add-flow br0 "priority=15,in_port=trunk0,dl_vlan=10,dl_dst=$mac,actions=strip_vlan,output:veth-monitor,output:veth-red"
