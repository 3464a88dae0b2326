#!/usr/bin/env bash
# A server for each host, locations for each path, as ingress-nginx writes them.

# task: paths
cat >/etc/nginx/shop.d/shop.conf <<'CONF'
server {
  listen 80;
  server_name shop.example;
  location = /wear { proxy_pass http://10.244.1.2:8080; }
  location /wear/ { proxy_pass http://10.244.1.2:8080; }
  location = /watch { proxy_pass http://10.244.1.3:8080; }
  location /watch/ { proxy_pass http://10.244.1.3:8080; }
  location / { return 404; }
}
CONF
nginx -c /etc/nginx/edge.conf -s reload # optional: the reload of the next task reads this file as well
sleep 1 # optional: nginx goes on with the old rules for a moment

# task: hosts
cat >/etc/nginx/shop.d/pay.conf <<'CONF'
server {
  listen 80 default_server;
  return 404;
}
server {
  listen 80;
  server_name pay.example;
  location / { proxy_pass http://10.244.1.4:8080; }
}
CONF
nginx -c /etc/nginx/edge.conf -s reload # optional: the reload of the next task reads this file as well
sleep 1 # optional: nginx goes on with the old rules for a moment

# task: tls
mkdir -p /etc/nginx/tls
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
  -keyout /etc/nginx/tls/tls.key -out /etc/nginx/tls/tls.crt \
  -subj /CN=shop.example -addext subjectAltName=DNS:shop.example
sed -i '/server_name shop.example;/a listen 443 ssl; ssl_certificate /etc/nginx/tls/tls.crt; ssl_certificate_key /etc/nginx/tls/tls.key;' /etc/nginx/shop.d/shop.conf
nginx -c /etc/nginx/edge.conf -s reload # optional: the reload of the next task reads this file as well
sleep 1 # optional: nginx goes on with the old rules for a moment

# task: client
cat >/etc/nginx/shop.d/client.conf <<'CONF'
proxy_set_header Host $host;
proxy_set_header X-Forwarded-For $remote_addr;
proxy_set_header X-Forwarded-Proto $scheme;
CONF
nginx -c /etc/nginx/edge.conf -s reload
sleep 1 # optional: nginx goes on with the old rules for a moment
