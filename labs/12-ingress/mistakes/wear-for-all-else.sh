#!/usr/bin/env bash
# caught by: paths.6
# about: What no path matches still goes to wear.
# edits: solution.sh

sed 's#location / { return 404; }#location / { proxy_pass http://10.244.1.2:8080; }#'
