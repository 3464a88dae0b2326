#!/usr/bin/env bash
# caught by: trunk.5
# about: Gray was put into the VLAN of red, so that it answers somebody.

# task: trunk
# What the reference solution does, with one change.
bash -eu /netlab/lab/solution.sh
ovs-vsctl set port veth-gray tag=10
