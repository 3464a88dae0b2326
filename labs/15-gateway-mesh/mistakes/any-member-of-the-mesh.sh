#!/usr/bin/env bash
# caught by: retries.1
# about: The signature is looked at, and the name is not.
# edits: solution.sh

sed 's/ verifyhost pay//'
