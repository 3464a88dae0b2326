#!/usr/bin/env bash
# Forget it: the kernel asks anew, and learns what is true.
# on: node2
ip neigh del 192.168.1.13 dev eth0
