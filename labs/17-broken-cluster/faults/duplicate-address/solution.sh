#!/usr/bin/env bash
# An address belongs to one.
ip addr del 10.244.2.2/32 dev lo
