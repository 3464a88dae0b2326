#!/usr/bin/env bash
# caught by: affinity.1
# about: To be sure that clients come back to the same pod, all of them are sent to one.
# edits: solution.sh

sed '/-A KUBE-SVC-SHOP -m/d; s/-A KUBE-SVC-SHOP -j KUBE-SEP-SHOP-PURPLE/-A KUBE-SVC-SHOP -j KUBE-SEP-SHOP-BLUE/'
