#!/usr/bin/env bash
# caught by: hairpin.2
# about: Docker's own rule, without the docker-proxy that goes with it: only web's calls to itself are masqueraded.
# edits: solution.sh

sed 's/-s 172.17.0.0\/16 -d 172.17.0.2/-s 172.17.0.2 -d 172.17.0.2/'
