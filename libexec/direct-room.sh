# shellcheck shell=sh
# direct-room.sh PID (memory PATH BYTES | shown FROM TO | writable FROM TO)...: the room of a direct lab, as the first process of fresh network, mount and
# PID namespaces. Says "born NUMBER", its own as the machine counts, and waits until that is written down. Then it lays out the files of the lab,
# which the machine does not see, and runs the script on standard input; with that, everything ends. PID is a process in the machine's own network.
set -u
machine=$1
shift
read -r number _ </proc/self/stat
printf 'born %s\n' "$number"
read -r _ || exit 1

# What is mounted from here on stays here; but namespaces have their names on the machine and in the lab alike.
while read -r _ _ _ _ point _ fields; do
  case $fields in *shared:*) ;; *) continue ;; esac
  case $point in /run/netns | /run/netns/*) continue ;; esac
  mount --make-private "$(printf '%b' "$point")" 2>/dev/null
done </proc/self/mountinfo

# It grows on /sys, below which nothing lies that is shown, since what it is moved to may hold the program itself.
mount -t tmpfs -o mode=755,size=256m netlab /sys || exit 1
mkdir -p /sys/run/machine-netns /sys/etc || exit 1
: >/sys/run/machine-net
mount --bind "/proc/$machine/ns/net" /sys/run/machine-net || exit 1
mount --rbind /run/netns /sys/run/machine-netns || exit 1
cat /etc/resolv.conf >/sys/run/machine-resolv.conf 2>/dev/null
mount -o bind,ro /etc /sys/etc || exit 1
# Whoever deletes the name of a namespace shall not lose it.
mkdir /sys/run/kept
for name in /run/netns/*; do
  [ -e "$name" ] || continue
  : >"/sys/run/kept/${name##*/}"
  mount --bind "$name" "/sys/run/kept/${name##*/}" || exit 1
done

# show HOW FROM TO, a path below /netlab.
show() {
  place=/sys${3#/netlab}
  mkdir -p "${place%/*}"
  if [ -d "$2" ]; then mkdir -p "$place"; else : >"$place"; fi
  [ "$1" = writable ] && how=bind || how=bind,ro
  mount -o "$how" "$2" "$place" || exit 1
}

memory=
while [ $# -gt 0 ]; do
  case $1 in
    memory) memory="$memory $2:$3" ;;
    *) show "$1" "$2" "$3" ;;
  esac
  shift 3
done
mount --move /sys /netlab || exit 1
for entry in $memory; do
  mount -t tmpfs -o "mode=755,size=${entry#*:}" tmpfs "${entry%:*}" || exit 1
done
chmod 1777 /tmp
mount -t proc proc /proc || exit 1
cd /
# The script is a child, so that this process waits for all that loses its parent (pid_namespaces(7)).
/bin/sh -s
exit $?
