#!/usr/bin/env bash
# caught by: pods.1
# about: The pod is given another address. But the endpoints of the Service, and all who know it, have the old one.

# on: node2
ip -n purple addr add 10.244.2.7/24 dev eth0
ip -n purple addr del 10.244.2.2/24 dev eth0
