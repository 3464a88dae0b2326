#!/usr/bin/env bash
# Node3 passes on nothing that is not its own.
# on: node3
sysctl -w net.ipv4.ip_forward=0
