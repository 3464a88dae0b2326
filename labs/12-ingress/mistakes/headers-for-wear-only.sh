#!/usr/bin/env bash
# caught by: client.2
# about: The headers are set in the locations of wear, and watch hears nothing of the client.
# shellcheck disable=SC2016 # nginx reads the variables

# task: client
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
rm /etc/nginx/shop.d/client.conf
sed -i 's#location [=] /wear {#& proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme;#; s#location /wear/ {#& proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme;#' /etc/nginx/shop.d/shop.conf
sed -i 's#location / {#& proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme;#' /etc/nginx/shop.d/pay.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
