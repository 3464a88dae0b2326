#!/usr/bin/env bash
# caught by: pods.1
# about: A second default route that costs more is used when the first is gone. It is not.

# on: node3
ip -n green route add default via 10.244.3.1 metric 100
