#!/usr/bin/env bash
# caught by: flow.1
# about: The flow is in the table of br1, which these packets never see.
# edits: solution.sh

sed 's/add-flow br0/add-flow br1/'
