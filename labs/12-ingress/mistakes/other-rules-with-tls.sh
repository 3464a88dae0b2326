#!/usr/bin/env bash
# caught by: tls.3
# about: Port 443 got a server of its own, which knows the paths and forgets the default backend.

# task: tls
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed 's/listen 80;//; s#return 404;#proxy_pass http://10.244.1.2:8080;#' /etc/nginx/shop.d/shop.conf >/etc/nginx/shop.d/tls.conf
sed -i '/listen 443/d' /etc/nginx/shop.d/shop.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
