#!/usr/bin/env bash
# caught by: pods.19
# about: The node takes the address that green sends to. Green is served, and still has a gateway that no other pod has.

# on: node3
ip addr add 10.244.3.254/24 dev v-net-0
