#!/usr/bin/env bash
# caught by: hosts.1
# about: pay.example became a second name of the shop, with the paths of the shop.

# task: hosts
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/server_name pay.example;/server_name pay2.example;/' /etc/nginx/shop.d/pay.conf
sed -i 's/server_name shop.example;/server_name shop.example pay.example;/' /etc/nginx/shop.d/shop.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
