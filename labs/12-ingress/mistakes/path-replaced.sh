#!/usr/bin/env bash
# caught by: paths.1
# about: A slash behind the port in proxy_pass replaces the part of the path that the location matched.

# task: paths
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's#10.244.1.2:8080;#10.244.1.2:8080/;#' /etc/nginx/shop.d/shop.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
