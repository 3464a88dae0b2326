#!/usr/bin/env bash
# caught by: gateway.2
# about: node1 answers ARP in place of others on the LAN, and not on the wire to red.
# edits: solution.sh

sed 's/conf.veth-red.proxy_arp/conf.eth0.proxy_arp/'
