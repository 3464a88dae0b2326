#!/usr/bin/env bash
# Make the wire on the host, then move one end into each room.

# task: rooms
ip netns add red
ip netns add blue

# task: wire
ip link add name veth-red type veth peer name veth-blue
ip link set veth-red netns red
ip link set veth-blue netns blue

# task: addresses
ip -n red addr add 192.168.15.1/24 dev veth-red
ip -n blue addr add 192.168.15.2/24 dev veth-blue

# task: talk
ip -n red link set veth-red up
ip -n blue link set veth-blue up
