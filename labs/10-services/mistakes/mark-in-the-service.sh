#!/usr/bin/env bash
# caught by: clusterip.3
# about: The mark was put into the chain of the service, so calls to the ClusterIP are masqueraded as well.
# edits: solution.sh

sed 's/-A KUBE-NODEPORTS -p tcp --dport 30080 -j KUBE-MARK-MASQ/-I KUBE-SVC-WEB -j KUBE-MARK-MASQ/'
