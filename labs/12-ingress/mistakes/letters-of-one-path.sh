#!/usr/bin/env bash
# caught by: paths.7
# about: wear is compared by elements, and watch by letters still, so /watchtower goes to watch.
# edits: solution.sh

sed '/location = .watch/d; s#location /watch/ #location /watch #'
