#!/usr/bin/env bash
# caught by: addresses.1
# about: The prefix length was left out, so each address is a /32: an island with no neighbours.

ip netns add red
ip netns add blue
ip link add name veth-red type veth peer name veth-blue
ip link set veth-red netns red
ip link set veth-blue netns blue
ip -n red addr add 192.168.15.1 dev veth-red
ip -n blue addr add 192.168.15.2 dev veth-blue
ip -n red link set veth-red up
ip -n blue link set veth-blue up
