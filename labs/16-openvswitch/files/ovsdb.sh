#!/usr/bin/env bash
# The database of Open vSwitch, empty at first: ovs-vsctl writes it, ovs-vswitchd reads it.
set -eu
mkdir -p /var/run/openvswitch /var/lib/openvswitch /var/log/openvswitch
ovsdb-tool create /var/lib/openvswitch/conf.db
exec ovsdb-server --pidfile --remote=punix:/var/run/openvswitch/db.sock -vconsole:err \
  --log-file=/var/log/openvswitch/ovsdb-server.log /var/lib/openvswitch/conf.db
