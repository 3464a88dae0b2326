# shellcheck shell=sh
# listens.sh tcp|udp PORT-IN-HEX STATE-IN-HEX: whether a socket listens, by proc(5) /proc/net/tcp, without a process.
for table in "/proc/net/$1" "/proc/net/${1}6"; do
  [ -r "$table" ] || continue
  while read -r _ local _ state _; do
    [ "${local##*:}" = "$2" ] && [ "$state" = "$3" ] && exit 0
  done <"$table"
done
exit 1
