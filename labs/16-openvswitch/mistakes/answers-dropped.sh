#!/usr/bin/env bash
# caught by: flow.2
# about: The flow drops the answers of blue: nothing is read, and blue works for it all the same.
# edits: solution.sh

sed 's/nw_src=192.168.15.1,nw_dst=192.168.15.2,tp_dst=80/nw_src=192.168.15.2,nw_dst=192.168.15.1,tp_src=80/'
