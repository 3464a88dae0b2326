# shellcheck shell=sh
# Runs commands side by side in the places of a lab, as they come on standard input. What each prints goes to files in the directory $1; when one
# ends, "NUMBER EXIT-CODE" is said on standard output.
set -u
ulimit -f 16384 2>/dev/null # 8 MiB of output each, in blocks of 512 bytes
trap '' XFSZ # or a shell that reports what ended into a full file ends itself, and its job is never told
directory=$1
mkdir -p "$directory" || exit 1

# From here on all that is begun ends with us, and we end with netlab, however that ends. A job that goes on in the background, in a session or in namespaces
# of its own has us in its environment still.
bind_jobs() {
  NETLAB_JOBS=$directory
  export NETLAB_JOBS
  trap end_jobs EXIT
}

end_jobs() {
  unset NETLAB_JOBS
  round=0
  while round=$((round + 1)); [ "$round" -lt 100 ]; do
    left=$(grep -lsF "NETLAB_JOBS=$directory" /proc/[0-9]*/environ)
    [ -n "$left" ] || break
    for process in $left; do
      process=${process%/environ}
      kill -9 "${process#/proc/}"
    done
  done 2>/dev/null
  rm -rf "$directory"
}

# job NUMBER SECONDS NSENTER-ARGUMENTS... -- COMMAND...: SECONDS bound the command and all that it started.
job() {
  number=$1 seconds=$2
  shift 2
  {
    timeout --kill-after=1 "$seconds" nsenter "$@" <"$directory/$number.in" >"$directory/$number.out" 2>"$directory/$number.err"
    printf '%s %s\n' "$number" $?
  } &
}

# What a crowd's shell runs in its place: "job NUMBER COMMAND..." as it comes on descriptor 3. Its working directory is ours, wherever that is there.
# shellcheck disable=SC2016 # its variables are the inner shell's
in_place='
job() {
  number=$1
  shift
  {
    (
      command -v "$1" >/dev/null || { echo "no such program: $1" >&2; exit 127; }
      cd / && exec "$@"
    ) </dev/null 3<&- >"$number.out" 2>"$number.err"
    printf "%s %s\n" "$number" $?
  } &
}
. /proc/self/fd/3
wait
'

# crowd NUMBER SECONDS NSENTER-ARGUMENTS...: enters a place once for all commands of descriptor 3. The crowd's own number is said last; which of them
# was not heard of by then could not be run, or was late.
crowd() {
  number=$1 seconds=$2
  shift 2
  {
    timeout --kill-after=1 "$seconds" nsenter --wd="$directory" "$@" -- /bin/sh -uc "$in_place" 2>"$directory/$number.err"
    printf '%s %s\n' "$number" $?
  } &
}
