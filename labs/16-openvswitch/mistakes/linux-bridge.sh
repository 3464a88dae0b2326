#!/usr/bin/env bash
# caught by: switch.2
# about: A bridge of the kernel named br0, as in 02-bridge. It switches, and knows nothing of flows.

# task: switch
ip link add name br0 up type bridge
for name in red blue green; do
  ip link set "veth-$name" master br0
done
