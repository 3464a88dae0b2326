#!/usr/bin/env bash
# Node1 has purple's address too: what is meant for purple ends there.
ip addr add 10.244.2.2/32 dev lo
