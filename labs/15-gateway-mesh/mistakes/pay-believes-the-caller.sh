#!/usr/bin/env bash
# caught by: retries.3
# about: In the sidecar of pay the name is added to what the caller has written.
# edits: solution.sh

sed '/sidecar.sh pay/i sed -i "s/set-header/add-header/" /etc/mesh/pay.cfg'
