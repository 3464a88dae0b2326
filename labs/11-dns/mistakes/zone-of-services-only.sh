#!/usr/bin/env bash
# caught by: zone.7
# about: The zone is svc.cluster.local, and for all else of the cluster nobody answers.
# edits: solution.sh

sed \
  -e '/ORIGIN/ s/cluster/svc.&/' \
  -e '/ IN / s/\.svc//g' \
  -e 's/cluster\.zone cluster/cluster.zone svc.cluster/'
