#!/usr/bin/env bash
# caught by: retries.1
# about: The sidecar of shop shows a certificate, and takes any from the other side.
# edits: solution.sh

sed 's/verify required verifyhost pay/verify none/'
