#!/usr/bin/env bash
# The wire is born with its ends in the rooms; every command runs inside a room with `ip netns exec`.

# task: rooms
ip netns add red
ip netns add blue

# task: wire
ip link add name veth-red netns red type veth peer name veth-blue netns blue

# task: addresses
ip netns exec red ip addr add 192.168.15.1/24 dev veth-red
ip netns exec blue ip addr add 192.168.15.2/24 dev veth-blue

# task: talk
ip netns exec red ip link set dev veth-red up
ip netns exec blue ip link set dev veth-blue up
