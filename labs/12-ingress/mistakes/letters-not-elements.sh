#!/usr/bin/env bash
# caught by: paths.5
# about: A location is a prefix of letters, so /wearables goes to wear as well.

# task: paths
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i '/location = /d; s#location /wear/ #location /wear #; s#location /watch/ #location /watch #' /etc/nginx/shop.d/shop.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
