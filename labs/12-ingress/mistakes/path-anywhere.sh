#!/usr/bin/env bash
# caught by: paths.8
# about: A regular expression without ^ finds the path in the middle of another one.

# task: paths
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i '/location = /d; s#location /wear/ #location ~ /wear(/|$) #; s#location /watch/ #location ~ /watch(/|$) #' /etc/nginx/shop.d/shop.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
