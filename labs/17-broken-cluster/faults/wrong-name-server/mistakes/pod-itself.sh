#!/usr/bin/env bash
# caught by: names.6
# about: The pods ask the pod dns itself. It works until that pod is made anew and has another address.

sed -i 's/^nameserver .*/nameserver 10.244.3.53/' /etc/resolv.conf
