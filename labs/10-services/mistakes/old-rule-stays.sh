#!/usr/bin/env bash
# caught by: balance.1
# about: The rule of the first task still stands at the top and takes every connection.
# edits: solution.sh

sed '/-F KUBE-SVC-WEB/d'
