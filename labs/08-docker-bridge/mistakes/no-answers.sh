#!/usr/bin/env bash
# caught by: out.1
# about: What red sends may pass; what comes back is dropped by the policy.
# edits: solution.sh

sed '/RELATED,ESTABLISHED/d'
