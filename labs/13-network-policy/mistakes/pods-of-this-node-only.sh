#!/usr/bin/env bash
# caught by: deny.6
# about: Only what comes from the pods of this node is denied.
# edits: solution.sh

sed -E 's/-A FORWARD -m set --match-set shop dst/-A FORWARD -i veth-+ -m set --match-set shop dst/'
