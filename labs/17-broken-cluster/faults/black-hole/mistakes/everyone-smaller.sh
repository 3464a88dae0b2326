#!/usr/bin/env bash
# caught by: packets.1
# about: Smaller packets from one pod hide it for that pod. All others send 1500 bytes, as they may.

ip -n blue link set dev eth0 mtu 1400
