#!/usr/bin/env bash
# The wires are born in place, as ports of the bridge and up, all in one `ip -batch`.

# task: switch
ip link add name v-net-0 up type bridge

# task: wires
ip -batch - <<'HOST'
link add name veth-red-br up master v-net-0 type veth peer name veth-red netns red
link add name veth-blue-br up master v-net-0 type veth peer name veth-blue netns blue
link add name veth-orange-br up master v-net-0 type veth peer name veth-orange netns orange
link add name veth-gray-br up master v-net-0 type veth peer name veth-gray netns gray
HOST
ip netns exec red ip link set veth-red up
ip netns exec blue ip link set veth-blue up
ip netns exec orange ip link set veth-orange up
ip netns exec gray ip link set veth-gray up

# task: reach
ip netns exec red ip addr add 192.168.15.1/24 dev veth-red
ip netns exec blue ip addr add 192.168.15.2/24 dev veth-blue
ip netns exec orange ip addr add 192.168.15.3/24 dev veth-orange
ip netns exec gray ip addr add 192.168.15.4/24 dev veth-gray

# task: host
ip addr add 192.168.15.5/24 dev v-net-0
