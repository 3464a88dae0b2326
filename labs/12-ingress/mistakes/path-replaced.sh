#!/usr/bin/env bash
# caught by: paths.1
# about: A slash behind the port in proxy_pass replaces the part of the path that the location matched.
# edits: solution.sh

sed 's#10.244.1.2:8080;#10.244.1.2:8080/;#'
