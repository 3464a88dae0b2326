#!/usr/bin/env bash
# caught by: tunnel.2
# about: Without dstport, Linux takes the port that was usual before the standard.
# edits: solution.sh

sed '/local 192.168.2.12/s/ dstport 4789//'
