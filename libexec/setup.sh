# shellcheck shell=sh
# The vocabulary of a compiled plan (src/topology/compile.ts). It runs inside a fresh sandbox, as its root, in the sandbox's own
# network: the hidden room where the switches are. Each stage says its number on standard output before it begins.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
TZ=UTC
export PATH LC_ALL TZ

nodes=/netlab/run/nodes

# The node that is the machine itself, in direct mode.
machine=

here=
stage() {
  here=$1
  printf 'stage %s\n' "$here"
}

die() {
  [ $# -eq 0 ] || printf '%s\n' "$*" >&2
  printf 'failed %s\n' "$here"
  exit 1
}

open_world() {
  # A sysfs of our own shows the devices of our own network namespaces; the machine's was only there to make this mount lawful.
  mount -t sysfs sysfs /sys || die 'cannot mount a sysfs in the sandbox'
  mkdir -p "$nodes" /run/netns /netlab/run/processes
  # A learner's `pkill sleep` or `pkill sh` must not end the lab: what keeps it open has a name of its own and waits on a pipe for ever.
  ln -s /bin/sh /netlab/run/netlab-keeper
  mkfifo /netlab/run/never
}

# on_machine NODE: in direct mode this node is the machine itself, with its network and the names of its namespaces. What it is set to may be anything, so that the
# whole baseline is written there.
on_machine() {
  machine=$1
  : >"/run/netns/$1"
  mount --bind /netlab/run/machine-net "/run/netns/$1" || die "cannot reach the machine's network"
}

# differing: reads lines PATTERN VALUE, settings below /proc/sys. Keeps those that a fresh network namespace, such as this one still is, has
# otherwise on this machine, as a script for every place: to write all of them in each would take longer than to build it.
differing() {
  while read -r pattern value; do
    for path in /proc/sys/$pattern; do
      [ -e "$path" ] || continue
      # The kernel gives a setting in one piece, and dash asks for one character at a time: it gets the first and no more.
      case $value in
        ?) read -r now <"$path" ;;
        *) now=$(cat "$path") ;;
      esac
      if [ -z "$machine" ] && [ "$now" = "$value" ]; then continue; fi
      printf "setting_if_any '%s' %s\n" "$pattern" "$value"
      break
    done
  done >/netlab/run/baseline
}

# open_node NAME: a network namespace exists already; this adds mount and UTS namespaces, kept open by one sleeping process.
open_node() {
  propagation=private
  [ "$1" != "$machine" ] || propagation=unchanged
  nsenter --net="/run/netns/$1" -- unshare --mount --uts --propagation "$propagation" \
    /bin/sh /netlab/app/libexec/open-node.sh "$1" "$machine" || die "cannot open the node $1"
}

# in_place NODE NAMESPACE COMMAND...: runs a command in a node (NAMESPACE empty) or in a namespace of it.
in_place() {
  read -r holder <"$nodes/$1/pid"
  net=/proc/$holder/ns/net
  [ -z "$2" ] || net=/proc/$holder/root/run/netns/$2
  shift 2
  nsenter --mount="/proc/$holder/ns/mnt" --uts="/proc/$holder/ns/uts" --net="$net" -- "$@" || return $?
}

# configure NAMESPACE, from inside its node: brings it to the baseline, and does what ip -batch reads from standard input. "ip -n" would make a mount
# namespace each time, which takes the longer the more namespaces there are.
configure() {
  if [ -s /netlab/run/baseline ]; then
    nsenter --net="/run/netns/$1" -- /bin/sh -c '. /netlab/app/libexec/place.sh; . /netlab/run/baseline; exec ip -batch -'
  else
    nsenter --net="/run/netns/$1" -- ip -batch -
  fi
}

# begin NODE NAMESPACE NAME COMMAND...: starts a long-running process; what it prints is kept for a failure message.
begin() {
  log=/netlab/run/processes/$1.$3.log
  begin_node=$1 begin_namespace=$2
  shift 3
  in_place "$begin_node" "$begin_namespace" setsid "$@" >"$log" 2>&1 </dev/null &
  begun=$!
}

# ready_port NODE NAMESPACE NAME tcp|udp PORT TENTHS, after begin: waits until something listens, or the process has ended.
ready_port() {
  state=0A
  [ "$4" = tcp ] || state=07
  port=$(printf '%04X' "$5")
  left=$(($6 * 5))
  until in_place "$1" "$2" /bin/sh /netlab/app/libexec/listens.sh "$4" "$port" "$state"; do
    still_coming "$3" "$1" "waits for $4 port $5"
  done
}

ready_file() {
  left=$(($5 * 5))
  until in_place "$1" "$2" test -e "$4"; do still_coming "$3" "$1" "waits for the file $4"; done
}

still_coming() {
  left=$((left - 1))
  if [ "$left" -le 0 ] || ! kill -0 "$begun" 2>/dev/null; then
    tail -n 5 "/netlab/run/processes/$2.$1.log" >&2
    die "the process \"$1\" on $2 is not ready ($3)"
  fi
  sleep 0.02
}
