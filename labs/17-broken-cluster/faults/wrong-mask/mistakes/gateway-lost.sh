#!/usr/bin/env bash
# caught by: pods.1
# about: With the address the kernel removes the default route, which nobody puts back.

ip -n orange addr del 10.244.1.3/16 dev eth0
ip -n orange addr add 10.244.1.3/24 dev eth0
