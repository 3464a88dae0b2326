#!/usr/bin/env bash
# caught by: pods.16
# about: With the way back over the LAN node2 has nothing to object to. But that way was not broken, and the setting still is.

# on: node2
ip route replace 10.244.1.0/24 via 192.168.1.11
