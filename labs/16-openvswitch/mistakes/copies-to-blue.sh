#!/usr/bin/env bash
# caught by: vlans.5
# about: The copies go out by the port of blue, which then is for copies only.
# edits: solution.sh

sed 's/--id=@monitor get port veth-monitor/--id=@monitor get port veth-blue/'
