#!/usr/bin/env bash
# Links in place of mounts, nsenter in place of ip -n, and one nftables table in place of Docker's chains.

# task: names
mkdir -p /run/netns
ln -sfT "/proc/$(cat /run/containers/web.pid)/ns/net" /run/netns/web
ln -sfT "/proc/$(cat /run/containers/red.pid)/ns/net" /run/netns/red

# task: bridge
ip link add name docker0 address 02:42:00:00:00:01 type bridge
ip addr add 172.17.0.1/16 dev docker0
ip link set dev docker0 up
plug() {
  pid=$(cat "/run/containers/$1.pid")
  ip link add name "veth$pid" type veth peer name "tmp$pid"
  ip link set dev "veth$pid" master docker0 up
  ip link set dev "tmp$pid" netns "$pid"
  nsenter -t "$pid" -n ip link set dev "tmp$pid" name eth0
  nsenter -t "$pid" -n ip link set dev eth0 address "$2"
  nsenter -t "$pid" -n ip addr add "$3" dev eth0
  nsenter -t "$pid" -n ip link set dev eth0 up
  nsenter -t "$pid" -n ip route add default via 172.17.0.1
}
plug web 02:42:ac:11:00:02 172.17.0.2/16
plug red 02:42:ac:11:00:03 172.17.0.3/16

# task: out
sysctl -w net.ipv4.ip_forward=1
nft -f - <<'RULES'
table ip docker {
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    iifname "docker0" accept
    ct status dnat accept
  }
  chain postrouting {
    type nat hook postrouting priority 100;
    ip saddr 172.17.0.0/16 oifname != "docker0" masquerade
  }
}
RULES

# task: publish
nft -f - <<'RULES'
table ip docker {
  chain prerouting {
    type nat hook prerouting priority -100;
    ip daddr 192.168.1.2 tcp dport 8080 dnat to 172.17.0.2:80
  }
  chain output {
    type nat hook output priority -100;
    ip daddr 192.168.1.2 tcp dport 8080 dnat to 172.17.0.2:80
  }
}
RULES

# task: hairpin
nft add rule ip docker postrouting iifname docker0 oifname docker0 ct status dnat masquerade
