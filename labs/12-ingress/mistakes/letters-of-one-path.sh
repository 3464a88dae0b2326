#!/usr/bin/env bash
# caught by: paths.7
# about: wear is compared by elements, and watch by letters still, so /watchtower goes to watch.

# task: paths
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i '/location = .watch/d; s#location /watch/ #location /watch #' /etc/nginx/shop.d/shop.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
