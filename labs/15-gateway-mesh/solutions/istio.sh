#!/usr/bin/env bash
# As Istio does it: the sidecar is a user of its own, all other traffic of the pod is redirected, and dice choose the version.

# task: redirect
sed -i '/^global/a uid 1337\ngid 1337' /etc/mesh/shop.cfg /etc/mesh/web.cfg /etc/mesh/pay.cfg
cat >>/etc/mesh/shop.cfg <<'CONF'
frontend outbound
  bind 127.0.0.1:15001
  use_backend pay if { dst 10.96.0.31 }
  use_backend web-v1 if { dst 10.96.0.30 }
  default_backend elsewhere
backend web-v1
  server one 10.244.1.3:8080
backend pay
  server one 10.244.1.5:8080
  server two 10.244.1.9:8080
backend elsewhere
  server anybody 0.0.0.0:0
CONF
bash /etc/mesh/sidecar.sh shop /etc/mesh/shop.cfg
ip netns exec shop iptables -t nat -N ISTIO_OUTPUT
ip netns exec shop iptables -t nat -A ISTIO_OUTPUT -m owner --uid-owner 1337 -j RETURN
ip netns exec shop iptables -t nat -A ISTIO_OUTPUT -d 127.0.0.1/32 -j RETURN
ip netns exec shop iptables -t nat -A ISTIO_OUTPUT -p tcp -j REDIRECT --to-ports 15001
ip netns exec shop iptables -t nat -A OUTPUT -p tcp -j ISTIO_OUTPUT

# task: mtls
for name in shop web pay; do
  bash /etc/mesh/issue.sh "$name"
done
for name in web pay; do
  cat >>"/etc/mesh/$name.cfg" <<CONF
listen inbound
  bind *:15006 ssl crt /etc/mesh/$name.pem ca-file /etc/mesh/ca.pem verify required
  http-request set-header X-Client %[ssl_c_s_dn(cn)]
  server program 127.0.0.1:8080
CONF
done
for pod in web-v1 web-v2 pay; do
  bash /etc/mesh/sidecar.sh "$pod" "/etc/mesh/${pod%-v?}.cfg"
  ip netns exec "$pod" nft -f - <<'NFT'
table ip mesh {
  chain inbound {
    type nat hook prerouting priority dstnat
    iifname eth0 meta l4proto tcp redirect to :15006
  }
}
NFT
done
sed -i 's|10.244.1.3:8080|& ssl crt /etc/mesh/shop.pem ca-file /etc/mesh/ca.pem verify required verifyhost web|' /etc/mesh/shop.cfg
sed -i 's/10.244.1.[59]:8080/& ssl crt @shop.pem ca-file @ca.pem verify required verifyhost pay/; s|@|/etc/mesh/|g' /etc/mesh/shop.cfg
bash /etc/mesh/sidecar.sh shop /etc/mesh/shop.cfg

# task: retries
sed -i '/^backend pay/a option redispatch 1\nretry-on all-retryable-errors\nhttp-request disable-l7-retry unless METH_GET' /etc/mesh/shop.cfg
sed -i 's/verifyhost pay$/& check/' /etc/mesh/shop.cfg
bash /etc/mesh/sidecar.sh shop /etc/mesh/shop.cfg

# task: split
sed -i '/^frontend outbound/a use_backend web-v2 if { dst 10.96.0.30 } { hdr(x-canary) always } or { dst 10.96.0.30 } { rand(100) lt 10 }' /etc/mesh/shop.cfg
cat >>/etc/mesh/shop.cfg <<'CONF'
backend web-v2
  server one 10.244.1.4:8080 ssl crt /etc/mesh/shop.pem ca-file /etc/mesh/ca.pem verify required verifyhost web
CONF
bash /etc/mesh/sidecar.sh shop /etc/mesh/shop.cfg
