#!/usr/bin/env bash
# caught by: host.1
# about: The host's address was given to a port of the switch instead of to the switch.

ip link add name v-net-0 type bridge
ip link set v-net-0 up
for name in red blue orange gray; do
  ip link add name "veth-$name" type veth peer name "veth-$name-br"
  ip link set "veth-$name" netns "$name"
  ip link set "veth-$name-br" master v-net-0
  ip link set "veth-$name-br" up
  ip -n "$name" link set "veth-$name" up
done
ip -n red addr add 192.168.15.1/24 dev veth-red
ip -n blue addr add 192.168.15.2/24 dev veth-blue
ip -n orange addr add 192.168.15.3/24 dev veth-orange
ip -n gray addr add 192.168.15.4/24 dev veth-gray
ip addr add 192.168.15.5/24 dev veth-red-br
