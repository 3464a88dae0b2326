#!/usr/bin/env bash
# Orange has the mask of the whole pod range: it takes every pod for a neighbour on its own wire.

ip -n orange addr add 10.244.1.3/16 dev eth0
ip -n orange addr del 10.244.1.3/24 dev eth0
