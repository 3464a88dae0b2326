#!/usr/bin/env bash
# caught by: pods.13
# about: By way of node1 the pods of node3 are reached again, and node2 still sends what is for node3 itself to nobody.

# on: node2
ip route replace 10.244.3.0/24 via 172.16.0.11
