#!/usr/bin/env bash
# caught by: zone.4
# about: A template for A leaves AAAA to the zone, which says that there is no such name.
# edits: solution.sh

sed \
  -e '/^kube-dns/d' \
  -e 's|file /etc|template IN A kube-dns.kube-system.svc.cluster.local {\\nanswer "{{ .Name }} 5 IN A 10.96.0.10"\\n}\\n&|'
