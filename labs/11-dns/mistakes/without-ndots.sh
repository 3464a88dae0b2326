#!/usr/bin/env bash
# caught by: search.2
# about: Without the option, a name with one dot is first asked as it is, and the provider answers.
# edits: solution.sh

sed '/^options/d'
