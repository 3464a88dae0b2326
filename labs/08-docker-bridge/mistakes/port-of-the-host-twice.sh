#!/usr/bin/env bash
# caught by: publish.1
# about: DNAT without a port: the packet gets to port 8080 of web, where nobody listens.
# edits: solution.sh

sed 's/172.17.0.2:80$/172.17.0.2/'
