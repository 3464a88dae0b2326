#!/usr/bin/env bash
# caught by: reject.1
# about: DROP in place of REJECT: the client waits for an answer that nobody will send.

# task: reject
# The reference solution, whole, with one change.
sed 's/-j REJECT/-j DROP/' /netlab/lab/solution.sh | bash -eu
