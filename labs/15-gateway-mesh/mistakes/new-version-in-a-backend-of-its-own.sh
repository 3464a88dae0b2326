#!/usr/bin/env bash
# caught by: split.1
# about: A weight counts among the servers of one backend, and the new version is alone in its own.
# edits: solution.sh

sed '/a server v2/d'
