#!/usr/bin/env bash
# caught by: addresses.1
# about: The addresses were given on the host; moving an interface into a namespace takes them off again.
# edits: solution.sh

sed '/^# task: wire/,/^# task: talk/ {
  /link add/a ip addr add 192.168.15.1/24 dev veth-red\nip addr add 192.168.15.2/24 dev veth-blue
  /addr add/d
}'
