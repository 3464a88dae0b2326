#!/usr/bin/env bash
# caught by: vlans.5
# about: The copies go out by the port of blue, which then is for copies only.

# task: mirror
# What the reference solution does, with one change.
sed 's/--id=@monitor get port veth-monitor/--id=@monitor get port veth-blue/' /netlab/lab/solution.sh | bash -eu
