#!/usr/bin/env bash
# caught by: clusterip.3
# about: The mark for the hairpin is put on whoever calls blue, so that blue takes all for the node.
# edits: solution.sh

sed -E 's/-I KUBE-SEP-BLUE -s 10.244.1.3/-I KUBE-SEP-BLUE/'
