#!/usr/bin/env bash
# caught by: paths.8
# about: A regular expression without ^ finds the path in the middle of another one.
# edits: solution.sh

sed '/location = /d; s#location /wear/ #location ~ /wear(/|$) #; s#location /watch/ #location ~ /watch(/|$) #'
