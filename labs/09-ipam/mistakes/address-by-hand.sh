#!/usr/bin/env bash
# caught by: files.1
# about: blue got its address by hand, so it stands in no book.

sed -i 's#10.244.0.0/16#10.244.1.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node3
sed -i 's#10.96.3.0/24#10.244.3.0/24#' /etc/cni/net.d/10-podnet.conflist
# on: node1
netlab cni add podnet red
ip link add name veth-blue type veth peer name eth0 netns blue
ip link set veth-blue master cni0 up
ip -n blue link set eth0 up
ip -n blue addr add 10.244.1.9/24 dev eth0
ip -n blue route add default via 10.244.1.1
netlab cni add podnet pink
