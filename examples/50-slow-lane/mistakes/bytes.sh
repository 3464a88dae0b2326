#!/usr/bin/env bash
# caught by: limit.1
# about: mbps is megabytes per second for tc, eight times as much.

# task: limit
tc qdisc add dev veth-red-br root tbf rate 1mbps burst 32kbit latency 400ms
