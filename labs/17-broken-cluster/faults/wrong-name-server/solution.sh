#!/usr/bin/env bash
# The address of the Service kube-dns, as on the other nodes.
sed -i 's/^nameserver .*/nameserver 10.96.0.10/' /etc/resolv.conf
