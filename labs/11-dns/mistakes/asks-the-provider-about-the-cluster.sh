#!/usr/bin/env bash
# caught by: zone.5
# about: With fallthrough, names that the cluster does not have are left to the provider, who answers them all.

# task: zone
cat >/etc/coredns/cluster.hosts <<'HOSTS'
10.96.0.1 kubernetes.default.svc.cluster.local
10.96.0.20 web.default.svc.cluster.local
10.96.0.10 kube-dns.kube-system.svc.cluster.local
HOSTS
sed -i '$i hosts /etc/coredns/cluster.hosts cluster.local {\nfallthrough\n}' /etc/coredns/Corefile
bash /etc/coredns/reload.sh

# task: upstream
sed -i '$i forward . /etc/resolv.conf' /etc/coredns/Corefile
bash /etc/coredns/reload.sh

# task: search
# on: client
cat >/etc/resolv.conf <<'CONF'
search default.svc.cluster.local svc.cluster.local cluster.local
nameserver 10.96.0.10
options ndots:5
CONF

# task: headless
true

# task: pods
true

# task: cost
# on: batch
sed 's/ndots:5/ndots:2/' /etc/resolv.conf >/run/resolv.conf
cat /run/resolv.conf >/etc/resolv.conf
