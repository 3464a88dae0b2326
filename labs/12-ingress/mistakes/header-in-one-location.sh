#!/usr/bin/env bash
# caught by: client.1
# about: One more proxy_set_header in a location, and it inherits none of those above any more.
# shellcheck disable=SC2016 # nginx reads the variables

# task: client
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's#location = /wear {#& proxy_set_header X-Real-IP $remote_addr;#' /etc/nginx/shop.d/shop.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
