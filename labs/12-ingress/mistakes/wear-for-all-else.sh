#!/usr/bin/env bash
# caught by: paths.6
# about: What no path matches still goes to wear.

# task: paths
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's#return 404;#proxy_pass http://10.244.1.2:8080;#' /etc/nginx/shop.d/shop.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
