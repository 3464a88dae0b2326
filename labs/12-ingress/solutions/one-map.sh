#!/usr/bin/env bash
# One server for all names, and a table: host and path together choose the backend.

# task: paths
cat >/etc/nginx/shop.d/shop.conf <<'CONF'
map $host$uri $backend {
  default                        none;
  ~^shop\.example/wear(/|$)      10.244.1.2:8080;
  ~^shop\.example/watch(/|$)     10.244.1.3:8080;
  include /etc/nginx/shop.d/more.map*;
}
server {
  listen 80 default_server;
  include /etc/nginx/shop.d/tls.part*;
  location / {
    if ($backend = none) { return 404; }
    proxy_pass http://$backend;
    include /etc/nginx/shop.d/client.part*;
  }
}
CONF
nginx -c /etc/nginx/edge.conf -s reload
sleep 1 # optional: nginx goes on with the old rules for a moment

# task: hosts
printf '~^pay\\.example/ 10.244.1.4:8080;\n' >/etc/nginx/shop.d/more.map
nginx -c /etc/nginx/edge.conf -s reload
sleep 1 # optional: nginx goes on with the old rules for a moment

# task: tls
# One certificate with all names of the door.
install -d -m 700 /etc/nginx/tls
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout /etc/nginx/tls/tls.key -out /etc/nginx/tls/tls.crt \
  -subj '/O=the shop' -addext subjectAltName=DNS:pay.example,DNS:shop.example
cat >/etc/nginx/shop.d/tls.part <<'CONF'
listen 443 ssl default_server;
ssl_certificate /etc/nginx/tls/tls.crt;
ssl_certificate_key /etc/nginx/tls/tls.key;
CONF
nginx -c /etc/nginx/edge.conf -s reload
sleep 1 # optional: nginx goes on with the old rules for a moment

# task: client
cat >/etc/nginx/shop.d/client.part <<'CONF'
proxy_set_header Host $http_host;
proxy_set_header X-Forwarded-For $remote_addr;
proxy_set_header X-Forwarded-Proto $scheme;
CONF
nginx -c /etc/nginx/edge.conf -s reload
sleep 1 # optional: nginx goes on with the old rules for a moment
