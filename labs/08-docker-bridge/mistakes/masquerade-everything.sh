#!/usr/bin/env bash
# caught by: publish.1
# about: Everything is masqueraded, on the way in too: web takes the host for its only caller.
# edits: solution.sh

sed 's/-s 172.17.0.0\/16 ! -o docker0 -j MASQUERADE/-j MASQUERADE/'
