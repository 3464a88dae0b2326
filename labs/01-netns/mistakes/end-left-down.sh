#!/usr/bin/env bash
# caught by: talk.2
# about: Only one end of the wire was switched on; a cable needs power at both ends.

ip netns add red
ip netns add blue
ip link add name veth-red type veth peer name veth-blue
ip link set veth-red netns red
ip link set veth-blue netns blue
ip -n red addr add 192.168.15.1/24 dev veth-red
ip -n blue addr add 192.168.15.2/24 dev veth-blue
ip -n red link set veth-red up
