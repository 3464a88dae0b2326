#!/usr/bin/env bash
# caught by: mirror.2
# about: The mirror shows what red sends and not what it gets.
# edits: solution.sh

sed 's/select-dst-port=@red //'
