# shellcheck shell=sh
# monitor.sh HOLDER...: prints a line whenever the kernel announces a change in a node or in one of its namespaces. Ends with its input.
# Neighbour entries are left out: the checks' own packets change them.
for holder; do
  for net in "/proc/$holder/ns/net" "/proc/$holder/root/run/netns/"*; do
    [ -e "$net" ] || continue
    nsenter --mount="/proc/$holder/ns/mnt" --net="$net" -- ip monitor link address route rule netconf 2>/dev/null &
    nsenter --mount="/proc/$holder/ns/mnt" --net="$net" -- nft monitor 2>/dev/null &
  done
done
read -r _
kill 0
