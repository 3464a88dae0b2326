#!/usr/bin/env bash
# caught by: vlans.5
# about: The flow says ip where it should say tcp and a port: red cannot even ping blue.
# edits: solution.sh

sed -e 's/priority=100,tcp,/priority=100,ip,/' -e 's/,tp_dst=80//'
