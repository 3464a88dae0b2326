#!/usr/bin/env bash
# caught by: headless.1
# about: The headless Service leads to one pod, so that all clients use that one.
# edits: solution.sh

sed '/^db\.default\.svc IN A 10\.244\.2\.[67]/d'
