#!/usr/bin/env bash
# caught by: hairpin.2
# about: Docker's own rule, without the docker-proxy that goes with it: only web's calls to itself are masqueraded.

# task: hairpin
# The reference solution, whole, with one change.
sed 's/-s 172.17.0.0\/16 -d 172.17.0.2/-s 172.17.0.2 -d 172.17.0.2/' /netlab/lab/solution.sh | bash -eu
