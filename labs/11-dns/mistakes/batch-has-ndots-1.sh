#!/usr/bin/env bash
# caught by: cost.4
# about: One dot is as many as ndots:1 asks for, so kube-dns.kube-system goes to the provider.
# edits: solution.sh

sed 's/ndots:2/ndots:1/'
