#!/usr/bin/env bash
# caught by: silence.2
# about: The router clamps the MSS: TCP fits now, and green still does not know what else would.
# edits: solution.sh

sed 's/^iptables -I FORWARD .*/# on: router\niptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1360/'
