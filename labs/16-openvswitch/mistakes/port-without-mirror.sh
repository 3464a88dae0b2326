#!/usr/bin/env bash
# caught by: mirror.1
# about: The monitor is one more port, and a switch sends it nothing of others.
# edits: solution.sh

sed '/^ovs-vsctl -- --id=@red/,$d'
