#!/usr/bin/env bash
# Sets of addresses, and a chain for each direction: what kube-router and Calico do with iptables.

# task: deny
ipset create shop hash:ip
ipset add shop 10.244.1.2
ipset add shop 10.244.1.3
ipset add shop 10.244.1.4
iptables -N POD-INGRESS
iptables -A POD-INGRESS -j DROP
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A FORWARD -m set --match-set shop dst -j POD-INGRESS

# task: allow
ipset create front hash:ip
ipset add front 10.244.1.2
ipset add front 10.244.2.2
ipset add front 10.244.2.3 # optional: guest loses its label in the next task
ipset create back hash:ip
ipset add back 10.244.1.3
iptables -I POD-INGRESS -m set --match-set front src -d 10.244.1.3 -p tcp --dport 8080 -j ACCEPT
iptables -I POD-INGRESS -m set --match-set back src -d 10.244.1.4 -p tcp --dport 3306 -j ACCEPT

# task: labels
ipset del front 10.244.2.3
ipset add front 10.244.2.4

# task: egress
iptables -N POD-EGRESS
iptables -A POD-EGRESS -d 10.244.2.53 -p udp --dport 53 -j RETURN # optional(match --dport): the DNS pod listens on no other UDP port
iptables -A POD-EGRESS -d 10.244.2.53 -p tcp --dport 53 -j RETURN
iptables -A POD-EGRESS -j DROP
iptables -I FORWARD 2 -s 10.244.1.4 -j POD-EGRESS

# task: world
ipset create world hash:net
ipset add world 192.168.1.0/24
ipset add world 192.168.1.12/32 nomatch
iptables -I POD-INGRESS -m set --match-set world src -d 10.244.1.2 -p tcp --dport 8080 -j ACCEPT
