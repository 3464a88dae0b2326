#!/usr/bin/env bash
# issue.sh NAME: gives a workload its identity: /etc/mesh/NAME.pem, a key and a certificate for that name, signed by the mesh's own authority,
# whose certificate is /etc/mesh/ca.pem. In a mesh istiod does so, for each pod by its ServiceAccount, anew every day.
set -eu
name=$1
cd /etc/mesh
exec 9>.lock
flock 9
new=(openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30)
if [ ! -e ca.pem ]; then
  "${new[@]}" -keyout ca.key -out ca.new -subj '/CN=the authority of the mesh' 2>/dev/null
  mv ca.new ca.pem
fi
names=DNS:$name,DNS:$name.default.svc.cluster.local,URI:spiffe://cluster.local/ns/default/sa/$name
"${new[@]}" -CA ca.pem -CAkey ca.key -keyout "$name.key" -out "$name.crt" -subj "/CN=$name" \
  -addext "subjectAltName=$names" -addext basicConstraints=critical,CA:FALSE 2>/dev/null
cat "$name.key" "$name.crt" >"$name.new"
rm "$name.key" "$name.crt"
mv "$name.new" "$name.pem"
