#!/usr/bin/env bash
# caught by: hosts.2
# about: No server is the default, so the first one answers for every unknown name.

# task: hosts
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i '1,4d' /etc/nginx/shop.d/pay.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
