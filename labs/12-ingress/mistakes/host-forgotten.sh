#!/usr/bin/env bash
# caught by: client.3
# about: The header Host was not set, so the pod is asked for by its own address.

# task: client
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i '/Host/d' /etc/nginx/shop.d/client.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
