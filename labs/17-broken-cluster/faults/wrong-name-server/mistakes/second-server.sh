#!/usr/bin/env bash
# caught by: names.6
# about: The right server stands below the wrong one, so every name waits for the wrong one first.

echo 'nameserver 10.96.0.10' >> /etc/resolv.conf
