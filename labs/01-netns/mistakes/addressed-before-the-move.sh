#!/usr/bin/env bash
# caught by: addresses.1
# about: The addresses were given on the host; moving an interface into a namespace takes them off again.

ip netns add red
ip netns add blue
ip link add name veth-red type veth peer name veth-blue
ip addr add 192.168.15.1/24 dev veth-red
ip addr add 192.168.15.2/24 dev veth-blue
ip link set veth-red netns red
ip link set veth-blue netns blue
ip -n red link set veth-red up
ip -n blue link set veth-blue up
