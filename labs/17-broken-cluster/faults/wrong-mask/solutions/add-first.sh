#!/usr/bin/env bash
# The right address beside the wrong one first: so the routes stay.

ip -n orange addr add 10.244.1.3/24 dev eth0
ip -n orange addr del 10.244.1.3/16 dev eth0
