#!/usr/bin/env bash
# caught by: announce.2
# about: node2 announces the network of the whole cluster, which the router does not take.
# edits: solution.sh

sed '/^# task: announce/,/^# task: learn/ {
  /^# on: node2/,/^birdc/ {
    s/protocol direct/protocol static/
    s|interface "v-net-0"|route 10.244.0.0/16 via "v-net-0"|
    s/RTS_DEVICE/RTS_STATIC/
  }
}'
