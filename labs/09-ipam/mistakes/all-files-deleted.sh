#!/usr/bin/env bash
# caught by: exhausted.2
# about: All files were deleted, as the internet advises; gray still runs, and late gets its address.
# edits: solution.sh

sed 's|^grep -l .*|rm -f /var/lib/cni/networks/podnet/*|; /^# task: duplicate/,$d'
