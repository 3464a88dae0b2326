#!/usr/bin/env bash
# caught by: wires.1
# about: Each wire is the wrong way round: the -br end is in the namespace, the other one in the switch.

ip link add name v-net-0 type bridge
ip link set v-net-0 up
for name in red blue orange gray; do
  ip link add name "veth-$name" type veth peer name "veth-$name-br"
  ip link set "veth-$name-br" netns "$name"
  ip link set "veth-$name" master v-net-0
  ip link set "veth-$name" up
  ip -n "$name" link set "veth-$name-br" up
done
ip -n red addr add 192.168.15.1/24 dev veth-red-br
ip -n blue addr add 192.168.15.2/24 dev veth-blue-br
ip -n orange addr add 192.168.15.3/24 dev veth-orange-br
ip -n gray addr add 192.168.15.4/24 dev veth-gray-br
ip addr add 192.168.15.5/24 dev v-net-0
