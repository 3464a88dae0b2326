#!/usr/bin/env bash
# caught by: paths.2
# about: There are locations for what is below the paths and none for the paths themselves, so nginx redirects.

# task: paths
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i '/location = /d' /etc/nginx/shop.d/shop.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
