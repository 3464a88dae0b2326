#!/usr/bin/env bash
# caught by: out.2
# about: The policy of FORWARD stays ACCEPT: who adds a route gets into every container.
# edits: solution.sh

sed '/-P FORWARD/d'
