#!/usr/bin/env bash
# A server block for the cluster and one for all else; the pods are records of the zone.

# task: zone
cat >/etc/coredns/cluster.zone <<'ZONE'
cluster.local. 30 IN SOA kube-dns.kube-system.svc.cluster.local. root.cluster.local. 1 7200 1800 86400 5
cluster.local. 30 IN NS kube-dns.kube-system.svc.cluster.local.
kubernetes.default.svc.cluster.local. 30 IN A 10.96.0.1
web.default.svc.cluster.local. 30 IN A 10.96.0.20
kube-dns.kube-system.svc.cluster.local. 30 IN A 10.96.0.10
ZONE
cat >/etc/coredns/Corefile <<'CONF'
cluster.local:53 {
  errors
  file /etc/coredns/cluster.zone
}
CONF
bash /etc/coredns/reload.sh

# task: upstream
cat >>/etc/coredns/Corefile <<'CONF'
. {
  errors
  cache
  forward . 192.168.1.1
}
CONF
bash /etc/coredns/reload.sh

# task: search
# on: client
cat >/etc/resolv.conf <<'CONF'
search default.svc.cluster.local svc.cluster.local cluster.local
nameserver 10.96.0.10
options ndots:5
CONF

# task: headless
for n in 0 1 2; do
  cat >>/etc/coredns/cluster.zone <<ZONE
db.default.svc.cluster.local. 30 IN A 10.244.2.$((n + 5))
db-$n.db.default.svc.cluster.local. 30 IN A 10.244.2.$((n + 5))
_pg._tcp.db.default.svc.cluster.local. 30 IN SRV 0 33 5432 db-$n.db.default.svc.cluster.local.
ZONE
done
echo '_http._tcp.web.default.svc.cluster.local. 30 IN SRV 0 100 80 web.default.svc.cluster.local.' >>/etc/coredns/cluster.zone
pkill -x coredns
bash /etc/coredns/reload.sh

# task: pods
for n in 2 3 4 5 6 7; do
  echo "10-244-2-$n.default.pod.cluster.local. 30 IN A 10.244.2.$n" >>/etc/coredns/cluster.zone
done
bash /etc/coredns/reload.sh

# task: cost
# on: batch
printf '%s\n' 'options ndots:2' 'nameserver 10.96.0.10' 'search default.svc.cluster.local svc.cluster.local cluster.local' >/etc/resolv.conf
