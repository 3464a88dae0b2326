#!/usr/bin/env bash
# caught by: split.1
# about: The new version gets nine requests of ten.
# edits: solution.sh

sed -e '/server v1/ s/weight 90/weight 10/' -e '/a server v2/ s/weight 10/weight 90/'
