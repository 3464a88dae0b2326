#!/usr/bin/env bash
# Templates for everything, as the plugin kubernetes makes answers: nothing stands in a zone.

# task: zone
cat >/etc/coredns/services <<'CONF'
template IN A cluster.local {
  match ^kubernetes[.]default[.]svc[.]cluster[.]local[.]$
  answer "{{ .Name }} 5 IN A 10.96.0.1"
  fallthrough
}
template IN A cluster.local {
  match ^web[.]default[.]svc[.]cluster[.]local[.]$
  answer "{{ .Name }} 5 IN A 10.96.0.20"
  fallthrough
}
template IN A cluster.local {
  match ^kube-dns[.]kube-system[.]svc[.]cluster[.]local[.]$
  answer "{{ .Name }} 5 IN A 10.96.0.10"
  fallthrough
}
template IN AAAA cluster.local {
  match ^(kubernetes[.]default|web[.]default|kube-dns[.]kube-system)[.]svc[.]cluster[.]local[.]$
  rcode NOERROR
  fallthrough
}
CONF
: >/etc/coredns/more
cat >/etc/coredns/nothing <<'CONF'
template ANY ANY cluster.local {
  rcode NXDOMAIN
}
CONF
sed -i '$i import /etc/coredns/services\nimport /etc/coredns/more\nimport /etc/coredns/nothing' /etc/coredns/Corefile
bash /etc/coredns/reload.sh

# task: upstream
sed -i '$i forward . 192.168.1.1' /etc/coredns/Corefile
sed -i '$i cache 30' /etc/coredns/Corefile
bash /etc/coredns/reload.sh

# task: search
# on: client
printf '%s\n' 'nameserver 10.96.0.10' 'options ndots:5' 'search default.svc.cluster.local. svc.cluster.local. cluster.local.' >/etc/resolv.conf

# task: headless
cat >>/etc/coredns/more <<'CONF'
template IN A cluster.local {
  match ^db[.]default[.]svc[.]cluster[.]local[.]$
  answer "{{ .Name }} 5 IN A 10.244.2.5"
  answer "{{ .Name }} 5 IN A 10.244.2.6"
  answer "{{ .Name }} 5 IN A 10.244.2.7"
  fallthrough
}
template IN A cluster.local {
  match ^db-0[.]db[.]default[.]svc[.]cluster[.]local[.]$
  answer "{{ .Name }} 5 IN A 10.244.2.5"
  fallthrough
}
template IN A cluster.local {
  match ^db-1[.]db[.]default[.]svc[.]cluster[.]local[.]$
  answer "{{ .Name }} 5 IN A 10.244.2.6"
  fallthrough
}
template IN A cluster.local {
  match ^db-2[.]db[.]default[.]svc[.]cluster[.]local[.]$
  answer "{{ .Name }} 5 IN A 10.244.2.7"
  fallthrough
}
template IN SRV cluster.local {
  match ^_pg[.]_tcp[.]db[.]default[.]svc[.]cluster[.]local[.]$
  answer "{{ .Name }} 5 IN SRV 0 33 5432 db-0.db.default.svc.cluster.local."
  answer "{{ .Name }} 5 IN SRV 0 33 5432 db-1.db.default.svc.cluster.local."
  answer "{{ .Name }} 5 IN SRV 0 33 5432 db-2.db.default.svc.cluster.local."
  fallthrough
}
template IN SRV cluster.local {
  match ^_http[.]_tcp[.]web[.]default[.]svc[.]cluster[.]local[.]$
  answer "{{ .Name }} 5 IN SRV 0 100 80 web.default.svc.cluster.local."
  fallthrough
}
CONF
bash /etc/coredns/reload.sh

# task: pods
cat >>/etc/coredns/more <<'CONF'
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
bash /etc/coredns/reload.sh

# task: cost
# on: batch
sed 's/ndots:5/ndots:2/' /etc/resolv.conf >/run/resolv.conf
cat /run/resolv.conf >/etc/resolv.conf
