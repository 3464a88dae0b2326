#!/usr/bin/env bash
# sidecar.sh POD FILE: starts HAProxy with that configuration in a pod, in place of the one that runs there. An error in it is told, and
# changes nothing.
set -u
pod=$1 config=$2
mkdir -p /run/mesh
pidfile=/run/mesh/$pod.pid
if ! said=$(ip netns exec "$pod" haproxy -c -f "$config" 2>&1); then
  printf '%s\n' "$said" >&2
  exit 1
fi
if [ -s "$pidfile" ]; then
  old=$(cat "$pidfile")
  kill "$old" 2>/dev/null
  for _ in {1..100}; do
    kill -0 "$old" 2>/dev/null || break
    sleep 0.05
  done
fi
ip netns exec "$pod" haproxy -D -p "$pidfile" -f "$config"
