#!/usr/bin/env bash
# A node with pods is a router.
# on: node3
sysctl -w net.ipv4.ip_forward=1
