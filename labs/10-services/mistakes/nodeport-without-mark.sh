#!/usr/bin/env bash
# caught by: nodeport.1
# about: Without masquerading the endpoints on node2 answer the client directly, from addresses that it never called.

# task: nodeport
# The reference solution, whole, with one change.
sed '/--dport 30080 -j KUBE-MARK-MASQ/d' /netlab/lab/solution.sh | bash -eu
