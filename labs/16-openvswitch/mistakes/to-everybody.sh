#!/usr/bin/env bash
# caught by: flow.1
# about: The flow does not say to whom: red gets no page of orange either.
# edits: solution.sh

sed 's/nw_dst=192.168.15.2,//'
