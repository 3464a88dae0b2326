#!/usr/bin/env bash
# caught by: pods.1
# about: A flush forgets what was learned. What was set by hand is permanent and stays.

# on: node2
ip neigh flush dev eth0
