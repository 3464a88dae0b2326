#!/usr/bin/env bash
# caught by: mtls.3
# about: The sidecars are there, and between them anybody reads along.
# edits: solution.sh

sed '
  s/bind :15006 ssl .*/bind :15006/
  s/X-Client .*/X-Client shop/
  s/| ssl .*|/||/
'
