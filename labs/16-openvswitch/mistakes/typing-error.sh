#!/usr/bin/env bash
# caught by: switch.4
# about: The database takes every name; a port of that name does not exist.

# task: switch
ovs-vsctl add-br br0 -- set bridge br0 datapath_type="$(ovs-vsctl get bridge br1 datapath_type)"
ovs-vsctl add-port br0 veth-red
ovs-vsctl add-port br0 veth-blue
ovs-vsctl add-port br0 veth-gren || true
