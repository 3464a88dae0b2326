#!/usr/bin/env bash
# caught by: gateways.5
# about: The pods have a route to the pods of other nodes, and none to the LAN.

# task: gateways
ip -n blue route add 10.244.0.0/16 via 10.244.1.1
ip -n orange route add 10.244.0.0/16 via 10.244.1.1
# on: node2
ip -n purple route add 10.244.0.0/16 via 10.244.2.1
# on: node3
ip -n green route add 10.244.0.0/16 via 10.244.3.1
