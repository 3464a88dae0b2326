#!/usr/bin/env bash
# caught by: anycast.3
# about: node2 announces the address of the Service and does not have it: its connections go round and round.
# edits: solution.sh

sed "/^# task: anycast/,/^# task: leave/ {
  /^# on: node2/,/^birdc/ {
    /^ip address/c cat >>/etc/bird/bird.conf <<'EOF'\nprotocol static {\n  ipv4;\n  route 203.0.113.80/32 via 192.168.1.1;\n}\nEOF
    /^sed/c sed -i 's/source = RTS_DEVICE/source ~ [ RTS_DEVICE, RTS_STATIC ]/' /etc/bird/bird.conf
  }
}"
