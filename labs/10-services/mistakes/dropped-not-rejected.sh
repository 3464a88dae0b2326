#!/usr/bin/env bash
# caught by: reject.1
# about: DROP in place of REJECT: the client waits for an answer that nobody will send.
# edits: solution.sh

sed 's/-j REJECT/-j DROP/'
