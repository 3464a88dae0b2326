#!/usr/bin/env bash
# The other way round: each wire starts in its room, has its address before it is up, and the host joins first of all.

# task: switch
ip link add name v-net-0 type bridge
ip addr add 192.168.15.5/24 dev v-net-0
ip link set v-net-0 up

# task: wires
number=1
for name in red blue orange gray; do
  ip -n "$name" link add name "veth-$name" type veth peer name "veth-$name-br" netns "$$"
  ip -n "$name" addr add "192.168.15.$number/24" dev "veth-$name"
  ip -n "$name" link set "veth-$name" up
  ip link set "veth-$name-br" up
  ip link set "veth-$name-br" master v-net-0
  number=$((number + 1))
done

# task: reach

# task: host
