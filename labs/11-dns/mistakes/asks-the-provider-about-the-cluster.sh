#!/usr/bin/env bash
# caught by: zone.5
# about: With fallthrough, names that the cluster does not have are left to the provider, who answers them all.
# edits: solution.sh

sed -E \
  -e '/ORIGIN/,/^ns\.dns/d' \
  -e 's/^(\S+) IN A ([0-9.]+)/\2 \1.cluster.local/' \
  -e '/ IN SRV /d' \
  -e 's/cluster\.zone/cluster.hosts/' \
  -e 's/file (.* cluster\.local)/hosts \1 {\\nfallthrough\\n}/'
