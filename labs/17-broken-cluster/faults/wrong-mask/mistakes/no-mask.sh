#!/usr/bin/env bash
# caught by: pods.1
# about: Without a mask ip takes /32, and then the gateway is no neighbour either.

ip -n orange addr del 10.244.1.3/16 dev eth0
ip -n orange addr add 10.244.1.3 dev eth0
