#!/usr/bin/env bash
# caught by: addresses.3
# about: All is right, but a second wire gives the host itself an address in the network of the rooms.

ip netns add red
ip netns add blue
ip link add name veth-red type veth peer name veth-blue
ip link set veth-red netns red
ip link set veth-blue netns blue
ip -n red addr add 192.168.15.1/24 dev veth-red
ip -n blue addr add 192.168.15.2/24 dev veth-blue
ip -n red link set veth-red up
ip -n blue link set veth-blue up
ip link add name veth-host type veth peer name veth-spy netns red
ip addr add 192.168.15.5/24 dev veth-host
ip link set veth-host up
ip -n red link set veth-spy up
