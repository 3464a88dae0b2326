#!/usr/bin/env bash
# caught by: mtls.7
# about: A client without a certificate is taken as well, for it is asked and not made to show one.
# edits: solution.sh

sed '/bind :15006/ s/verify required/verify optional/'
