#!/usr/bin/env bash
# caught by: zone.1
# about: The plugin file is not told its zone, so it takes the file for that of the whole server block, which is the root.
# edits: solution.sh

sed 's/cluster\.zone cluster\.local/cluster.zone/'
