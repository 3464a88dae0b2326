#!/usr/bin/env bash
# caught by: limit.2
# about: Everybody is slowed down.

# task: limit
for dev in veth-red-br veth-blue-br; do
  tc qdisc add dev "$dev" root tbf rate 1mbit burst 32kbit latency 400ms
done
