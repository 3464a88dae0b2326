#!/usr/bin/env bash
# caught by: hosts.1
# about: pay.example became a second name of the shop, with the paths of the shop.
# edits: solution.sh

sed 's/server_name pay.example;/server_name pay2.example;/; s/server_name shop.example;/server_name shop.example pay.example;/'
