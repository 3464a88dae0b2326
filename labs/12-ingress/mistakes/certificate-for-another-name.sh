#!/usr/bin/env bash
# caught by: tls.1
# about: The certificate is for www.shop.example, and clients ask for shop.example.
# edits: solution.sh

sed '/-subj/s/shop.example/www.&/g'
