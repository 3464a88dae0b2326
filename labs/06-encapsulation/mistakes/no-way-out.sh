#!/usr/bin/env bash
# caught by: frames.1
# about: Without its default route node2 sends nothing back, and its pods reach nobody any more.
# edits: solution.sh

sed 's/^ip route add blackhole 10.244.2.*/ip route del default/'
