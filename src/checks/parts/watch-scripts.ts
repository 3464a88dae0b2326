/**
 * What runs in a place of the lab for a watch: scripts for bash(1), whose $1 is what the files of the watch begin with: `.tcpdump` and `.writer` hold process
 * ids, `.out` the lines, and `.ended` is there once both have ended. They keep to their time by themselves. The files lie where all is that
 * goes when netlab goes, if there is such a place (libexec/jobs.sh).
 */
const AT = `at=\${NETLAB_JOBS:-/tmp}/.netlab-$1`;

/**
 * Starts tcpdump ($3 and all that follows) in the background, for $2 seconds at most, and returns when it listens and can be read (exit code 0) or has ended, or is not ready in time
 * (1, and what it said on standard error).
 * What tcpdump says goes through a pipe and not straight into a file, which an AppArmor profile of tcpdump may forbid; once it listens, all that follows is
 * packets, and cat(1) writes them. The last part of the pipeline is the shell that waits for both; when their time is up it leaves nothing.
 */
export const BEGIN = `
${AT} limit=$2; shift 2
export TZ=UTC
exec 9< <(
  exec 3>&1 >/dev/null 2>/dev/null </dev/null
  shopt -s lastpipe
  { echo "$BASHPID" >"$at.tcpdump"; exec "$@" 2>&1 3>&-; } | {
    echo "$BASHPID" >"$at.writer"
    while IFS= read -r line; do
      case $line in *'listening on '*) exec 8>&1 >"$at.out"; echo 'it listens' >&3; exec cat 3>&-;; esac
      printf '%s\\n' "$line" >&3
    done
  } | {
    exec 3>&-
    read -rt "$limit"
    [ $? -le 128 ] || { read -r tcpdump <"$at.tcpdump"; kill "$tcpdump"; read -r; rm -f -- "$at".*; exit; }
    : >"$at.ended"
  }
)
while IFS= read -rt 10 -u 9 line; do
  [ "$line" != 'it listens' ] || exit 0
  printf '%s\\n' "$line" >&2
done
[ $? -le 128 ] || { echo 'not ready after 10 s' >&2; read -r tcpdump <"$at.tcpdump"; kill "$tcpdump"; }
wait "$!"
rm -f -- "$at".*
exit 1
`;

/** `nap SECONDS` sleeps without a process. */
const NAP = `
${AT}
exec 9<> <(:)
nap() { read -rt "$1" -u 9; }
`;

/**
 * Prints all lines; with $2 not before what is still on its way has had $2 seconds. Waits until tcpdump, and then what writes its output, sleeps, which is when
 * it has read everything: proc(5) /proc/PID/stat. Returns 3 when tcpdump has ended already, by itself.
 */
export const LINES = `${NAP}
[ "$2" = 0 ] || nap "$2"
[ -e "$at.out" ] && [ ! -e "$at.ended" ] || exit 3
asleep() {
  read -r pid <"$at.$1"
  for i in {1..100}; do
    read -r _ _ state _ <"/proc/$pid/stat" && [ "$state" != S ] || break
    nap 0.01
  done
} 2>/dev/null
asleep tcpdump
asleep writer
exec cat "$at.out"
`;

/** Ends what BEGIN started and leaves nothing; of no matter is what it had still to say. */
export const END = `${NAP}
[ -e "$at.tcpdump" ] || exit 0
read -r tcpdump <"$at.tcpdump"
[ -e "$at.ended" ] || kill "$tcpdump" 2>/dev/null
for i in {1..500}; do
  [ -e "$at.ended" ] && break
  nap 0.01
done
rm -f -- "$at".*
`;
