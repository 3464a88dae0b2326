#!/usr/bin/env bash
# caught by: switch.5
# about: The database takes every datapath type, and a switch of an unknown one does not run.

# task: switch
ovs-vsctl add-br br0 -- set bridge br0 datapath_type=userspace || true
for name in red blue green; do
  ovs-vsctl add-port br0 "veth-$name" || true
done
