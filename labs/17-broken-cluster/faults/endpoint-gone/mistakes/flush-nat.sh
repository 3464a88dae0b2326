#!/usr/bin/env bash
# caught by: service.1
# about: Without its rules there is no Service at all, for nobody has its address.

iptables -t nat -F
