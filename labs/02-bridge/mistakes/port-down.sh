#!/usr/bin/env bash
# caught by: wires.2
# about: The ends in the namespaces are up; those in the switch were forgotten.
# edits: solution.sh
# shellcheck disable=SC2016 # the solution has $name

sed '/veth-$name-br" up/d'
