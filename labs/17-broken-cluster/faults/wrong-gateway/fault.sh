#!/usr/bin/env bash
# Green sends what is not for its own network to an address that nobody has.
# on: node3
ip -n green route replace default via 10.244.3.254
