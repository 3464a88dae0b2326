#!/usr/bin/env bash
# caught by: hairpin.1
# about: The mark was added after the DNAT, which ends the way through the chains: nothing gets there.

# task: hairpin
# The reference solution, whole, with one change.
sed 's/-I KUBE-SEP-BLUE/-A KUBE-SEP-BLUE/' /netlab/lab/solution.sh | bash -eu
