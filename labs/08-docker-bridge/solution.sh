#!/usr/bin/env bash
# What dockerd does, with ip and iptables, in dockerd's order and with its chain.

# task: names
ip netns attach web "$(cat /run/containers/web.pid)"
ip netns attach red "$(cat /run/containers/red.pid)"

# task: bridge
ip link add name docker0 type bridge
ip addr add 172.17.0.1/16 dev docker0
ip link set dev docker0 up
ip link add name veth-web type veth peer name eth0 netns web
ip link set dev veth-web master docker0
ip link set dev veth-web up
ip -n web addr add 172.17.0.2/16 dev eth0
ip -n web link set dev eth0 up
ip -n web route add default via 172.17.0.1
ip link add name veth-red type veth peer name eth0 netns red
ip link set dev veth-red master docker0
ip link set dev veth-red up
ip -n red addr add 172.17.0.3/16 dev eth0
ip -n red link set dev eth0 up
ip -n red route add default via 172.17.0.1

# task: out
sysctl -w net.ipv4.ip_forward=1
iptables -P FORWARD DROP
iptables -A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT # optional(match -o): an answer may come back to anybody
iptables -A FORWARD -i docker0 ! -o docker0 -j ACCEPT # optional(interface, match): there is no third network, and from docker0 to docker0 may pass in the end, see the last task
iptables -t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE # optional: the containers are in the lower half of the network, and what goes back to docker0 is masqueraded in the last task

# task: publish
iptables -t nat -N DOCKER
iptables -t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
iptables -t nat -A OUTPUT -m addrtype --dst-type LOCAL -j DOCKER
iptables -t nat -A DOCKER -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80
iptables -A FORWARD -d 172.17.0.2 ! -i docker0 -o docker0 -p tcp --dport 80 -j ACCEPT # optional(interface, match -i, match -o, match --dport): from docker0 to docker0 may pass in the end, see the last task; web is nowhere else, and listens on no other port

# task: hairpin
iptables -A FORWARD -i docker0 -o docker0 -j ACCEPT # optional(match -o): what comes from docker0 and goes elsewhere may pass as well
iptables -t nat -A POSTROUTING -s 172.17.0.0/16 -d 172.17.0.2 -p tcp --dport 80 -j MASQUERADE # optional(prefix length, match -d, match --dport): the containers are in the lower half of the network, and what leaves it is masqueraded anyway
