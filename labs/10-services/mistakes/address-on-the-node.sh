#!/usr/bin/env bash
# caught by: clusterip.4
# about: The ClusterIP was given to an interface of the node, as one would for a server.

# task: clusterip
# The reference solution, whole, and one thing more.
bash -eu /netlab/lab/solution.sh
ip addr add 10.96.0.10/32 dev lo
