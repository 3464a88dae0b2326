#!/usr/bin/env bash
# caught by: redirect.3
# about: The rule stands on the node, where the packets are the pod's no more.
# edits: solution.sh

sed 's/ip netns exec shop iptables -t nat -A OUTPUT/iptables -t nat -I PREROUTING -i veth-shop/'
