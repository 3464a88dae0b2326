#!/usr/bin/env bash
# caught by: mirror.1
# about: The mirror was made, and no bridge names it.
# edits: solution.sh

sed '/-- set bridge br0 mirrors/d; s/output-port=@monitor .*/output-port=@monitor/'
