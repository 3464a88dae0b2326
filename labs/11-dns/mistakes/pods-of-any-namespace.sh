#!/usr/bin/env bash
# caught by: pods.6
# about: The template is for all of pod.cluster.local, whatever the namespace.
# edits: solution.sh

sed \
  -e 's/default\.pod/pod/' \
  -e 's/default\[\.]pod/[^.]+[.]pod/'
