#!/usr/bin/env bash
# The other switch, br1, as somebody else has set it up.
set -eu

# A switch of the type netdev has a tap device, by which the host itself would join. Where nobody but the machine's root may make one, as in
# containers, the type dummy is the same datapath without it.
type=dummy
if ip tuntap add dev try0 mode tap 2>/dev/null; then
  ip link del try0
  type=netdev
fi
ovs-vsctl --timeout=30 add-br br1 -- set bridge br1 datapath_type="$type" \
  -- add-port br1 veth-orange tag=10 \
  -- add-port br1 veth-gray tag=20 \
  -- add-port br1 trunk1 trunks=10,20

# The kernel leaves the checksum of TCP and UDP to the network card. A veth pair is none, and the switch in between is a program that takes
# the bytes as they are: the far end would drop every segment.
for name in red blue green orange gray; do
  ip netns exec "$name" ethtool -K eth0 tx off >/dev/null
done
