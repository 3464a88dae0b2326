#!/usr/bin/env bash
# nftables without marks: one lookup per service, a hash for affinity, and masquerading by what conntrack remembers.

# task: clusterip
nft -f - <<'RULES'
table ip kube {
  chain services {
    ip daddr 10.96.0.10 tcp dport 80 dnat to 10.244.1.3:8080
  }
  chain pods {
    type nat hook prerouting priority dstnat;
    jump services
  }
  chain node {
    type nat hook output priority -100;
    jump services
  }
}
RULES

# task: balance
nft -f - <<'RULES'
flush chain ip kube services
table ip kube {
  chain web {
    meta l4proto tcp dnat to numgen random mod 3 map { 0 : 10.244.1.3, 1 : 10.244.2.2, 2 : 10.244.2.3 } : 8080
  }
  chain services {
    ip daddr 10.96.0.10 tcp dport 80 goto web
  }
}
RULES

# task: hairpin
nft -f - <<'RULES'
table ip kube {
  chain way-out {
    type nat hook postrouting priority srcnat;
    ct status dnat ip saddr 10.244.1.3 ip daddr 10.244.1.3 masquerade
  }
}
RULES

# task: nodeport
nft -f - <<'RULES'
table ip kube {
  chain services {
    fib daddr type local tcp dport 30080 goto web
  }
  chain way-out {
    ct status dnat meta l4proto tcp ct original proto-dst 30080 masquerade
  }
}
RULES

# task: affinity
nft -f - <<'RULES'
table ip kube {
  chain services {
    ip daddr 10.96.0.20 tcp dport 80 dnat to jhash ip saddr mod 3 seed 7 map { 0 : 10.244.1.3, 1 : 10.244.2.2, 2 : 10.244.2.3 } : 8080
  }
}
RULES

# task: reject
nft -f - <<'RULES'
table ip kube {
  chain nobody {
    ip daddr 10.96.0.30 tcp dport 80 reject with tcp reset
  }
  chain forwarded {
    type filter hook forward priority filter;
    jump nobody
  }
  chain sent {
    type filter hook output priority filter;
    jump nobody
  }
}
RULES
