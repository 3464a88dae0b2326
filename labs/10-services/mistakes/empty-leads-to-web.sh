#!/usr/bin/env bash
# caught by: reject.3
# about: The service without endpoints was given those of another one.
# edits: solution.sh

sed 's/^iptables -A KUBE-SERVICES -d 10.96.0.30 .*/iptables -t nat -A KUBE-SERVICES -d 10.96.0.30 -p tcp --dport 80 -j KUBE-SVC-WEB/'
