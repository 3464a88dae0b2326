#!/usr/bin/env bash
# Node2 was told once and for all which MAC address node3 has. Then node3 got another network card.
# on: node2
ip neigh replace 192.168.1.13 lladdr 02:00:00:00:de:ad dev eth0 nud permanent
