#!/usr/bin/env bash
# caught by: pods.1
# about: A better route does not help: the kernel looks first whether the address is its own (table local).

ip route add 10.244.2.2/32 via 192.168.1.12
