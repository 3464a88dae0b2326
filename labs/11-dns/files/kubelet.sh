#!/usr/bin/env bash
# Starts CoreDNS, and starts it again when it has ended, as the kubelet does. Its log is what `kubectl logs` would show.
while :; do
  coredns -conf /etc/coredns/Corefile
  sleep 1
done >>/run/coredns.log 2>&1
