#!/usr/bin/env bash
# caught by: wires.1
# about: Each wire is the wrong way round: the -br end is in the namespace, the other one in the switch.
# edits: solution.sh
# shellcheck disable=SC2016 # the solution has $name

sed -E '/veth-.* type veth/! s/veth-(\$name|red|blue|orange|gray)(-br)?/veth-\1\2-br/; s/-br-br//'
