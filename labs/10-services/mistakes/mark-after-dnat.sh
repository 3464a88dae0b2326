#!/usr/bin/env bash
# caught by: hairpin.1
# about: The mark was added after the DNAT, which ends the way through the chains: nothing gets there.
# edits: solution.sh

sed 's/-I KUBE-SEP-BLUE/-A KUBE-SEP-BLUE/'
