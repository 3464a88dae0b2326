#!/usr/bin/env bash
# caught by: silence.1
# about: The rule was appended behind the one that drops.
# edits: solution.sh

sed 's/-I FORWARD/-A FORWARD/'
