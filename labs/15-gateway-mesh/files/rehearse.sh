#!/usr/bin/env bash
# rehearse.sh impostor|outage: what the sidecar of shop does when something goes wrong. A second one is started with the same shop.cfg, in a
# network of its own where stand-ins have the addresses of the pods. The pods and their sidecars notice nothing of it.
set -u
if [ "${2-}" != inside ]; then
  exec timeout 25 unshare --net --pid --fork --kill-child bash "$0" "$1" inside
fi
config=/etc/mesh/shop.cfg
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# stand_in ADDRESS NAME: a server at that address which shows the certificate of NAME. It is there when this ends.
declare -A server
stand_in() {
  cat >"$work/$1" <<CONF
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server 10s
frontend stand-in
  bind $1:8080 ssl crt /etc/mesh/$2.pem
  http-request return status 200 content-type text/plain string "$2 answers at $1\n"
CONF
  haproxy -db -f "$work/$1" >/dev/null 2>&1 &
  server[$1]=$!
  for _ in {1..50}; do
    curl -sk -m 1 "https://$1:8080/" >/dev/null && return
    sleep 0.1
  done
}

# gone ADDRESS: the stand-in at that address ends.
gone() {
  kill "${server[$1]}"
  wait "${server[$1]}"
} 2>/dev/null

# sidecar TEXT URL: starts the sidecar, and waits for an answer that begins so.
sidecar() {
  haproxy -db -f "$config" >/dev/null 2>&1 &
  for _ in {1..30}; do
    [[ $(curl -s -m 3 "$2") == "$1"* ]] && return
    sleep 0.1
  done
  echo "no answer from $2 by way of $config, though $1 is there"
  exit 1
}

# ask COUNT CURL-ARGUMENT…: so many requests at a time. The answers are files in $work.
ask() {
  local count=$1 asked=() one
  shift
  for ((one = 0; one < count; one++)); do
    curl -s -m 5 "$@" >"$(mktemp "$work/answer.XXXXXX")" &
    asked+=($!)
  done
  wait "${asked[@]}"
}

ip link set lo up
for address in 10.96.0.30 10.96.0.31 10.244.1.3 10.244.1.4 10.244.1.5 10.244.1.9; do
  ip address add "$address/32" dev lo
done
iptables -t nat -A OUTPUT -d 10.96.0.0/16 -p tcp --dport 80 -j REDIRECT --to-ports 15001

case $1 in
  impostor)
    # web is there; then thief gets its addresses.
    stand_in 10.244.1.3 web
    stand_in 10.244.1.4 web
    sidecar web http://web/
    gone 10.244.1.3
    gone 10.244.1.4
    stand_in 10.244.1.3 thief
    stand_in 10.244.1.4 thief
    ask 12 http://web/ &
    ask 1 -H 'X-Canary: always' http://web/
    wait $!
    said=$(grep -hs '^thief' "$work"/answer* | sort -u)
    echo "${said:-no impostor is believed}"
    ;;
  outage)
    # Both addresses of pay are pay; then the server at the first one ends.
    stand_in 10.244.1.5 pay
    stand_in 10.244.1.9 pay
    sidecar pay http://pay/
    gone 10.244.1.5
    ask 4 http://pay/
    echo "$(grep -ls '^pay answers at 10.244.1.9' "$work"/answer* | wc -l) of 4 requests are answered"
    ;;
esac
