#!/usr/bin/env bash
# caught by: mtls.5
# about: The pod of the new version has a sidecar, and no rule that leads to it.
# edits: solution.sh

sed '/^for pod/ s/ web-v2//'
