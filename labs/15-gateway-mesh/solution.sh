#!/usr/bin/env bash
# The Services' addresses are redirected, weights split the requests, and a server that fails is replaced at once.

# task: redirect
cat >>/etc/mesh/shop.cfg <<'CONF'
frontend outbound
  bind 127.0.0.1:15001
  use_backend pay if { hdr(host) -i pay }
  default_backend web
backend web
  server v1 10.244.1.3:8080
backend pay
  server one 10.244.1.5:8080
  server two 10.244.1.9:8080
CONF
bash /etc/mesh/sidecar.sh shop /etc/mesh/shop.cfg
ip netns exec shop iptables -t nat -A OUTPUT -d 10.96.0.0/16 -p tcp --dport 80 -j REDIRECT --to-ports 15001 # optional(prefix length, match --dport): both Services are in the lower half of the range, and have one port each

# task: mtls
for name in shop web pay; do
  bash /etc/mesh/issue.sh "$name"
done
for name in web pay; do
  cat >>"/etc/mesh/$name.cfg" <<CONF
frontend inbound
  bind :15006 ssl crt /etc/mesh/$name.pem ca-file /etc/mesh/ca.pem verify required
  http-request set-header X-Client %[ssl_c_s_dn(cn)]
  default_backend program
backend program
  server program 127.0.0.1:8080
CONF
done
bash /etc/mesh/sidecar.sh web-v1 /etc/mesh/web.cfg
bash /etc/mesh/sidecar.sh web-v2 /etc/mesh/web.cfg
bash /etc/mesh/sidecar.sh pay /etc/mesh/pay.cfg
for pod in web-v1 web-v2 pay; do
  ip netns exec "$pod" iptables -t nat -A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-ports 15006 # optional(match --dport): the sidecar may take every port of its pod, as Istio's does
done
sed -i '/server v1/s|$| ssl crt /etc/mesh/shop.pem ca-file /etc/mesh/ca.pem verify required verifyhost web|' /etc/mesh/shop.cfg
sed -i '/server one/s|$| ssl crt /etc/mesh/shop.pem ca-file /etc/mesh/ca.pem verify required verifyhost pay|' /etc/mesh/shop.cfg
sed -i '/server two/s|$| ssl crt /etc/mesh/shop.pem ca-file /etc/mesh/ca.pem verify required verifyhost pay|' /etc/mesh/shop.cfg
bash /etc/mesh/sidecar.sh shop /etc/mesh/shop.cfg

# task: retries
sed -i '/^backend pay/a option redispatch 1' /etc/mesh/shop.cfg
bash /etc/mesh/sidecar.sh shop /etc/mesh/shop.cfg

# task: split
sed -i '/use_backend pay/a use_backend canary if { hdr(x-canary) always }' /etc/mesh/shop.cfg
sed -i '/server v1/s/$/ weight 90/' /etc/mesh/shop.cfg
sed -i '/server v1/a server v2 10.244.1.4:8080 ssl crt /etc/mesh/shop.pem ca-file /etc/mesh/ca.pem verify required verifyhost web weight 10' /etc/mesh/shop.cfg
cat >>/etc/mesh/shop.cfg <<'CONF'
backend canary
  server v2 10.244.1.4:8080 ssl crt /etc/mesh/shop.pem ca-file /etc/mesh/ca.pem verify required verifyhost web
CONF
bash /etc/mesh/sidecar.sh shop /etc/mesh/shop.cfg
