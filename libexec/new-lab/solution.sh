#!/usr/bin/env bash
# One way to do it. "task" lines say which task the lines below them complete.

# task: address
ip -n red addr add 192.168.15.1/24 dev veth-red

# task: gateway
ip -n red route add default via 192.168.15.5
