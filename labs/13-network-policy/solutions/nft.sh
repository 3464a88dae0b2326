#!/usr/bin/env bash
# nftables: one set of allowed triples (sender, destination, port), and one lookup for all policies.

# task: deny
nft -f - <<'RULES'
table ip agent {
  set shop {
    type ipv4_addr
    elements = { 10.244.1.2, 10.244.1.3, 10.244.1.4 }
  }
  set allowed {
    type ipv4_addr . ipv4_addr . inet_service
    flags interval
  }
  chain forward {
    type filter hook forward priority filter;
    ct state established,related accept
    jump egress
    ip daddr @shop jump ingress
  }
  chain egress {
  }
  chain ingress {
    ip saddr . ip daddr . tcp dport @allowed accept
    drop
  }
}
RULES

# task: allow
nft add element ip agent allowed '{ 10.244.1.2 . 10.244.1.3 . 8080, 10.244.2.2 . 10.244.1.3 . 8080, 10.244.2.3 . 10.244.1.3 . 8080 }'
nft add element ip agent allowed '{ 10.244.1.3 . 10.244.1.4 . 3306 }'

# task: labels
nft -f - <<'RULES'
delete element ip agent allowed { 10.244.2.3 . 10.244.1.3 . 8080 }
add element ip agent allowed { 10.244.2.4 . 10.244.1.3 . 8080 }
RULES

# task: egress
nft -f - <<'RULES'
table ip agent {
  chain egress {
    ip saddr != 10.244.1.4 return
    ip daddr 10.244.2.53 meta l4proto { tcp, udp } th dport 53 return
    reject with icmp type admin-prohibited
  }
}
RULES

# task: world
nft add element ip agent allowed '{ 192.168.1.0-192.168.1.11 . 10.244.1.2 . 8080, 192.168.1.13-192.168.1.255 . 10.244.1.2 . 8080 }'
