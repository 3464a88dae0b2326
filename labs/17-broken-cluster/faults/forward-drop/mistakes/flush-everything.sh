#!/usr/bin/env bash
# caught by: service.3
# about: All rules of the node are gone, those of kube-proxy too: pods talk again, and its Services have vanished.

# on: node2
iptables -F
iptables -t nat -F
iptables -t mangle -F
