#!/usr/bin/env bash
# The gateway of a pod is its node, on the bridge.
# on: node3
ip -n green route replace default via 10.244.3.1
