#!/usr/bin/env bash
# caught by: hosts.4
# about: The default server is told nothing, so it serves the files of nginx, with its welcome page.

# task: hosts
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i '/return 404/d' /etc/nginx/shop.d/pay.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
