#!/usr/bin/env bash
# caught by: nodeport.1
# about: Without masquerading the endpoints on node2 answer the client directly, from addresses that it never called.
# edits: solution.sh

sed '/--dport 30080 -j KUBE-MARK-MASQ/d'
