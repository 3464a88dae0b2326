#!/usr/bin/env bash
# caught by: client.3
# about: The headers of the shop are right, and pay still adds to what the client has sent.
# shellcheck disable=SC2016 # nginx reads the variables

# task: client
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's#location / {#& proxy_set_header Host $host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;#' /etc/nginx/shop.d/pay.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
