#!/usr/bin/env bash
# caught by: tls.4
# about: The certificate has its name in CN alone, which curl still takes and browsers do not.
# edits: solution.sh

sed 's/ -addext subjectAltName=DNS:shop.example//'
