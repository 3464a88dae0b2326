# shellcheck shell=sh
# Runs commands side by side in the places of a lab, as they come on standard input. What each prints goes to files in the directory $1; when one
# ends, "NUMBER EXIT-CODE" is said on standard output.
set -u
ulimit -f 16384 2>/dev/null # 8 MiB of output each, in blocks of 512 bytes
trap '' XFSZ # or a shell that reports what ended into a full file ends itself, and its job is never told
directory=$1
mkdir -p "$directory" || exit 1

# job NUMBER SECONDS NSENTER-ARGUMENTS... -- COMMAND...: SECONDS bound the command and all that it started.
job() {
  number=$1 seconds=$2
  shift 2
  {
    timeout --kill-after=1 "$seconds" nsenter "$@" <"$directory/$number.in" >"$directory/$number.out" 2>"$directory/$number.err"
    printf '%s %s\n' "$number" $?
  } &
}
