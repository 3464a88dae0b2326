#!/usr/bin/env bash
# caught by: search.1
# about: The provider is the first name server, and it answers everything.
# edits: solution.sh

sed '/^nameserver/i nameserver 192.168.1.1'
