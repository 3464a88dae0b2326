#!/usr/bin/env bash
# caught by: switch.1
# about: Without a datapath type the switch wants a module of the kernel.

# task: switch
ovs-vsctl add-br br0 || true
for name in red blue green; do
  ovs-vsctl add-port br0 "veth-$name" || true
done
