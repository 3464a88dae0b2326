#!/usr/bin/env bash
# caught by: service.1
# about: The dead endpoint is gone, and one of the two that live with it: green gets everything.

iptables -t nat -F KUBE-SVC-WEB
iptables -t nat -A KUBE-SVC-WEB -j KUBE-SEP-GREEN
