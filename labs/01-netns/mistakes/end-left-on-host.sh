#!/usr/bin/env bash
# caught by: wire.1
# about: The end for red never left the host: the wire joins the host and blue.

ip netns add red
ip netns add blue
ip link add name veth-red type veth peer name veth-blue
ip link set veth-blue netns blue
ip addr add 192.168.15.1/24 dev veth-red
ip -n blue addr add 192.168.15.2/24 dev veth-blue
ip link set veth-red up
ip -n blue link set veth-blue up
