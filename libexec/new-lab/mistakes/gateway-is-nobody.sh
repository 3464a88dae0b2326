#!/usr/bin/env bash
# caught by: gateway.1
# about: Nobody has the address that is to be the gateway.

# task: address
ip -n red addr add 192.168.15.1/24 dev veth-red

# task: gateway
ip -n red route add default via 192.168.15.9
