#!/usr/bin/env bash
# caught by: add.9
# about: an ADD that cannot make eth0 leaves a veth pair behind.
# edits: solution.sh
# shellcheck disable=SC2016 # what sed writes is for the plugin to expand

sed '/^  if in_pod ip link show/,/^  fi$/d; /^  undo=take_back$/d; s/peer name "$CNI_IFNAME" netns "$CNI_NETNS"$/peer name "${host_end}p"\n  ip link set "${host_end}p" netns "$CNI_NETNS"\n  in_pod ip link set "${host_end}p" name "$CNI_IFNAME"/'
