#!/usr/bin/env bash
# caught by: upstream.1
# about: The file of the node is written in the place of the pod's, and CoreDNS, which forwards where it says, asks itself.
# edits: solution.sh

sed '/^# on: client/d'
