#!/usr/bin/env bash
# caught by: address.1
# about: Without a prefix length ip takes /32.

# task: address
ip -n red addr add 192.168.15.1 dev veth-red
