#!/usr/bin/env bash
# caught by: way.13
# about: The devices have a flood list and `nolearning`, so that every packet goes to every node.
# edits: solutions/flood-list.sh

sed '/type vxlan/s/$/ nolearning/'
