#!/usr/bin/env bash
# caught by: upstream.1
# about: The server block is for cluster.local, so the forward in it never sees another name.
# edits: solution.sh

sed "/^# task: upstream/a sed -i 's/^[.]:53 {/cluster.local:53 {/' /etc/coredns/Corefile"
