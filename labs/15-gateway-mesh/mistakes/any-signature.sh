#!/usr/bin/env bash
# caught by: mtls.8
# about: A certificate is demanded, and whose signature it has does not matter.
# edits: solution.sh

sed 's/verify required$/& ca-ignore-err all crt-ignore-err all/'
