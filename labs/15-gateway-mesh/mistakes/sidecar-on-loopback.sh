#!/usr/bin/env bash
# caught by: mtls.1
# about: What comes from outside is redirected to the address of the interface, where the sidecar does not listen.
# edits: solution.sh

sed 's/bind :15006/bind 127.0.0.1:15006/'
