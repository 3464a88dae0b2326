#!/usr/bin/env bash
# caught by: tls.4
# about: The certificate has its name in CN alone, which curl still takes and browsers do not.

# task: tls
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -keyout /etc/nginx/tls/tls.key -out /etc/nginx/tls/tls.crt \
  -subj /CN=shop.example
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
