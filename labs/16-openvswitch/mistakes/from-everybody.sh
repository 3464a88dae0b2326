#!/usr/bin/env bash
# caught by: flow.1
# about: The flow does not say whose packets: orange gets no page either.
# edits: solution.sh

sed 's/nw_src=192.168.15.1,//'
