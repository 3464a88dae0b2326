#!/usr/bin/env bash
# caught by: split.1
# about: Without weights each server of the backend gets the same.
# edits: solution.sh

sed '/weight 90/d; s/ weight 10//'
