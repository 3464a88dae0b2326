#!/usr/bin/env bash
# caught by: clusterip.1
# about: DNAT without a port: the packet gets to port 80 of the pod, where nobody listens.

# task: clusterip
# The reference solution, whole, with one change.
sed '0,/10\.244\.1\.3:8080/s//10.244.1.3/' /netlab/lab/solution.sh | bash -eu
