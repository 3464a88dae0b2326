#!/usr/bin/env bash
# One way to do it.

# task: limit
tc qdisc add dev veth-red-br root tbf rate 1mbit burst 32kbit latency 400ms
