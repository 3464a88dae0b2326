#!/usr/bin/env bash
# caught by: vlans.1
# about: The new flow is the only one, and NORMAL is gone.
# edits: solution.sh

sed 's/^ovs-ofctl add-flow/ovs-ofctl del-flows br0; &/'
