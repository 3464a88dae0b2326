#!/usr/bin/env bash
# caught by: limit.1
# about: The queue is in the pod, where it limits what red sends.

# task: limit
tc -n red qdisc add dev veth-red root tbf rate 1mbit burst 32kbit latency 400ms
