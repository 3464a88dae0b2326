#!/usr/bin/env bash
# A certificate that says shop, and that nobody of the mesh has signed.
mkdir -p /etc/stray
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -keyout /etc/stray/shop.key -out /etc/stray/shop.crt \
  -subj /CN=shop -addext subjectAltName=DNS:shop 2>/dev/null
cat /etc/stray/shop.key /etc/stray/shop.crt >/etc/stray/shop.pem
