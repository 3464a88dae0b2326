#!/usr/bin/env bash
# caught by: search.4
# about: With ndots:2 a name with four dots is first asked as it is.
# edits: solution.sh

sed '/^options/ s/ndots:5/ndots:2/'
