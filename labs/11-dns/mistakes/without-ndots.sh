#!/usr/bin/env bash
# caught by: search.2
# about: Without the option, a name with one dot is first asked as it is, and the provider answers.

# task: zone
cat >/etc/coredns/cluster.zone <<'ZONE'
$ORIGIN cluster.local.
$TTL 5
@ IN SOA ns.dns hostmaster 1 7200 1800 86400 5
@ IN NS ns.dns
ns.dns IN A 10.96.0.10
kubernetes.default.svc IN A 10.96.0.1
web.default.svc IN A 10.96.0.20
kube-dns.kube-system.svc IN A 10.96.0.10
ZONE
sed -i '$i file /etc/coredns/cluster.zone cluster.local' /etc/coredns/Corefile
bash /etc/coredns/reload.sh

# task: upstream
sed -i '$i forward . /etc/resolv.conf' /etc/coredns/Corefile
bash /etc/coredns/reload.sh

# task: search
# on: client
cat >/etc/resolv.conf <<'CONF'
search default.svc.cluster.local svc.cluster.local cluster.local
nameserver 10.96.0.10
CONF

# task: headless
cat >>/etc/coredns/cluster.zone <<'ZONE'
db.default.svc IN A 10.244.2.5
db.default.svc IN A 10.244.2.6
db.default.svc IN A 10.244.2.7
db-0.db.default.svc IN A 10.244.2.5
db-1.db.default.svc IN A 10.244.2.6
db-2.db.default.svc IN A 10.244.2.7
_pg._tcp.db.default.svc IN SRV 0 33 5432 db-0.db.default.svc
_pg._tcp.db.default.svc IN SRV 0 33 5432 db-1.db.default.svc
_pg._tcp.db.default.svc IN SRV 0 33 5432 db-2.db.default.svc
_http._tcp.web.default.svc IN SRV 0 100 80 web.default.svc
ZONE
bash /etc/coredns/reload.sh

# task: pods
cat >/etc/coredns/pods <<'CONF'
template IN A default.pod.cluster.local {
  match ^(\d+)-(\d+)-(\d+)-(\d+)[.]default[.]pod[.]cluster[.]local[.]$
  answer "{{ .Name }} 5 IN A {{ index .Match 1 }}.{{ index .Match 2 }}.{{ index .Match 3 }}.{{ index .Match 4 }}"
  fallthrough
}
template IN AAAA default.pod.cluster.local {
  match ^(\d+)-(\d+)-(\d+)-(\d+)[.]default[.]pod[.]cluster[.]local[.]$
  rcode NOERROR
  fallthrough
}
CONF
sed -i '$i import /etc/coredns/pods' /etc/coredns/Corefile
bash /etc/coredns/reload.sh

# task: cost
# on: batch
sed 's/ndots:5/ndots:2/' /etc/resolv.conf >/run/resolv.conf
cat /run/resolv.conf >/etc/resolv.conf
