#!/usr/bin/env bash
# One `ip -batch` per room. The ends go up before they have an address, and the wire is made from inside red.

# task: rooms
ip -batch - <<'ROOMS'
netns add red
netns add blue
ROOMS

# task: wire
ip -n red link add name veth-red up type veth peer name veth-blue netns blue
ip -n blue link set veth-blue up

# task: addresses
ip -n red -batch - <<'RED'
address add 192.168.15.1/24 dev veth-red
RED
ip -n blue -batch - <<'BLUE'
address add 192.168.15.2/24 dev veth-blue
BLUE

# task: talk
