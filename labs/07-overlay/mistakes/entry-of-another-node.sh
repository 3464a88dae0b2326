#!/usr/bin/env bash
# caught by: way.7
# about: Frames for node2 are sent to node3, which is not their addressee and throws them away.
# edits: solution.sh

sed '/^# on: node1/,/^# on: node2/ s/dst 192.168.2.12/dst 192.168.3.13/'
