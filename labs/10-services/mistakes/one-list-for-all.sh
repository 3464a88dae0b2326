#!/usr/bin/env bash
# caught by: affinity.1
# about: All endpoints write into one list, so whoever was here before is sent to the first of them.
# edits: solution.sh

sed 's/--name shop-[a-z]*/--name shop/'
