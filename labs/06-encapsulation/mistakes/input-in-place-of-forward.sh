#!/usr/bin/env bash
# caught by: silence.1
# about: The message is for a pod, so it passes FORWARD; INPUT is for node2 itself.
# edits: solution.sh

sed 's/-I FORWARD/-I INPUT/'
