#!/usr/bin/env bash
# caught by: paths.5
# about: A location is a prefix of letters, so /wearables goes to wear as well.
# edits: solution.sh

sed '/location = /d; s#location /wear/ #location /wear #; s#location /watch/ #location /watch #'
