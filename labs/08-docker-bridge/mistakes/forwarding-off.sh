#!/usr/bin/env bash
# caught by: out.1
# about: Routes and rules are there, and the host does not forward.
# edits: solution.sh

sed 's/ip_forward=1/ip_forward=0/'
