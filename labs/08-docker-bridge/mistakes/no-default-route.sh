#!/usr/bin/env bash
# caught by: bridge.6
# about: red knows its own network only.

# task: bridge
# The reference solution, whole, with one change.
sed '/^ip -n red route/d' /netlab/lab/solution.sh | bash -eu
