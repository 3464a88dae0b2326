#!/usr/bin/env bash
# caught by: client.2
# about: The proxy adds the address to what the client has sent, so the first one in the list is the client's own choice.
# shellcheck disable=SC2016 # nginx reads the variables

# task: client
# The reference solution, whole, and one change to it.
bash -eu /netlab/lab/solution.sh
sed -i 's/X-Forwarded-For $remote_addr/X-Forwarded-For $proxy_add_x_forwarded_for/' /etc/nginx/shop.d/client.conf
nginx -c /etc/nginx/edge.conf -s reload
sleep 1
