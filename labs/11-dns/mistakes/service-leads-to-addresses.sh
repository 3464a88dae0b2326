#!/usr/bin/env bash
# caught by: headless.5
# about: The target of an SRV record is a name; an address there is read as one.
# edits: solution.sh

sed '/^_pg/ { s/db-0.*/10.244.2.5/; s/db-1.*/10.244.2.6/; s/db-2.*/10.244.2.7/ }'
