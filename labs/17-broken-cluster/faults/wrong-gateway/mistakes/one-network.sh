#!/usr/bin/env bash
# caught by: pods.1
# about: One network is reached again. A default route is for all of them.

# on: node3
ip -n green route add 10.244.1.0/24 via 10.244.3.1
