/** What other people have on a machine for direct mode, what a learner leaves there and breaks, and how it is looked at: lines of sh, for its root. */

/** Their network. No address waits for duplicates to answer: what is dumped shall not change by itself. */
export const OTHERS = `
  set -e
  for file in all default; do echo 0 >/proc/sys/net/ipv6/conf/$file/accept_dad; done
  ip netns add other
  ip netns exec other sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
  ip link add name br9 type bridge
  ip addr add 10.9.9.1/24 dev br9
  ip link set br9 up
  ip link add name up0 type veth peer name far0 netns other
  ip addr add 192.0.2.2/24 dev up0
  ip link set up0 up
  ip -n other addr add 192.0.2.1/24 dev far0
  ip -n other link set far0 up
  ip route add default via 192.0.2.1
  ip rule add pref 100 fwmark 7 lookup 77
  ip route add 198.51.100.0/24 via 192.0.2.1 table 77
  iptables -N CANARY
  iptables -A FORWARD -j CANARY
  iptables -P FORWARD DROP
  iptables -t nat -A POSTROUTING -s 10.9.9.0/24 -m comment --comment canary -j MASQUERADE
  nft add table inet mine
  nft add chain inet mine c '{ type filter hook input priority 0; }'
  nft add rule inet mine c counter accept
  sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.br9.rp_filter=1
  ip neighbour add 192.0.2.9 lladdr 02:00:00:00:00:09 nud permanent dev up0
  ip neighbour add proxy 192.0.2.10 dev up0
  bridge fdb add 02:00:00:00:00:11 dev br9 self local
  tc qdisc add dev up0 root tbf rate 10mbit burst 32kb latency 50ms
`;

/** All of the network, as lines. Counters, timers and the order of tables say nothing. */
export const DUMP = `
  exec 2>/dev/null
  ip netns list; ip -n other address; ip -n other route
  ip -d link | sed 's/_timer *[0-9.]*//g'
  ip address | sed 's/[0-9]*sec//g; s/ nodad//'
  for family in 4 6; do ip -$family route show table all | sed 's/expires [0-9]*sec//' | sort; ip -$family rule; done
  iptables-nft-save | sed '/^#/d; s/\\[[0-9:]*\\]//'
  for table in $(cat /proc/net/ip_tables_names); do iptables-legacy-save -t $table | grep '^-A\\|^-N\\|DROP' | sed 's/\\[[0-9:]*\\]//'; done
  nft -s list ruleset | sort
  ipset save
  ip neighbour show nud permanent; ip neighbour show proxy; bridge fdb | grep 'static\\|dst\\|master' | sort
  tc qdisc show | grep -v ' 0: '; for device in up0 br9; do tc class show dev $device; tc filter show dev $device ingress; done
  cd /proc/sys/net && grep -r . . | grep -v _count: | sort
  cat /proc/mounts
  ls -A / /run /run/netns /root
  ps -e -o args= | grep -c '[n]etlab-keeper\\|[u]nshare'
`;

/** What a learner may leave behind. */
export const LEFTOVERS = `
  set -e
  ip netns add mine
  ip link add name v1 type veth peer name v2 netns mine
  ip link add name brx type bridge
  ip addr add 10.7.7.1/24 dev brx
  ip link set brx up
  ip link set v1 master brx up
  ip route add 172.20.0.0/16 via 192.0.2.1
  ip rule add pref 50 to 172.20.0.0/16 lookup 88
  ip route add default via 192.0.2.1 table 88
  ip -6 addr add fd00:9::1/64 dev up0
  ip addr add 10.3.3.3/32 dev lo
  iptables -t nat -A POSTROUTING -j MASQUERADE
  iptables -t mangle -A PREROUTING -j ACCEPT
  iptables -I INPUT -j ACCEPT
  nft add table ip6 leftover
  ipset create mine hash:ip
  ipset add mine 192.0.2.7
  iptables -A INPUT -m set --match-set mine src -j DROP
  sysctl -qw net.ipv4.ip_forward=0 net.ipv4.conf.br9.rp_filter=2 net.ipv6.conf.all.forwarding=1
  ip neighbour add 192.0.2.7 lladdr 02:00:00:00:00:07 nud permanent dev up0
  ip neighbour add proxy 192.0.2.8 dev br9
  bridge fdb add 02:00:00:00:00:12 dev br9 self local
  tc qdisc add dev br9 clsact
  tc filter add dev br9 ingress protocol ip u32 match ip dst 10.0.0.0/8 classid 1:1
  setsid ip netns exec mine sleep 1000 >/dev/null 2>&1 &
`;

/** What a learner may do to other people's things. */
export const DAMAGE = `
  set -e
  ip neighbour delete 192.0.2.9 dev up0
  ip neighbour delete proxy 192.0.2.10 dev up0
  bridge fdb delete 02:00:00:00:00:11 dev br9 self
  tc qdisc replace dev up0 root tbf rate 1mbit burst 32kb latency 50ms
  ip rule del pref 100
  ip route flush table 77
  ip route del default
  iptables -F
  iptables -X
  iptables -P FORWARD ACCEPT
  iptables -t nat -F
  nft flush ruleset
  ip addr flush dev br9
  ip link set br9 down
  ip link set br9 mtu 1400
  ip link set br9 name renamed
  ip netns add away
  ip link set up0 netns away
`;
