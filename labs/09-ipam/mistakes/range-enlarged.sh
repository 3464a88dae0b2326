#!/usr/bin/env bash
# caught by: exhausted.1
# about: A larger range helps for some weeks; what has leaked is still in the book.
# edits: solution.sh

sed 's|^grep -l .*|sed -i s#10.244.2.6#10.244.2.254# /etc/cni/net.d/10-podnet.conflist|; /^# task: duplicate/,$d'
