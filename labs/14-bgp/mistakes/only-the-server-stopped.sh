#!/usr/bin/env bash
# caught by: anycast.3
# about: The web server of node3 is stopped, and its BGP goes on: a third of the connections is refused.
# edits: solution.sh

sed 's|^birdc disable tor|nginx -c /etc/nginx/hello.conf -s stop|'
