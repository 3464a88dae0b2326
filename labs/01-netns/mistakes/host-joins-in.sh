#!/usr/bin/env bash
# caught by: addresses.3
# about: All is right, but a second wire gives the host itself an address in the network of the rooms.
# edits: solution.sh

cat
cat <<'SH'
ip link add name veth-host type veth peer name veth-spy netns red
ip addr add 192.168.15.5/24 dev veth-host
ip link set veth-host up
ip -n red link set veth-spy up
SH
