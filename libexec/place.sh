# shellcheck shell=sh
# The vocabulary of one stage of a compiled plan, inside its node or namespace.
set -u

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# setting PATTERN VALUE: writes every kernel setting below /proc/sys that matches; at least one must.
setting() {
  written=no
  for path in /proc/sys/$1; do
    [ -e "$path" ] || continue
    printf '%s\n' "$2" 2>/dev/null >"$path" || die "cannot set $path to $2"
    written=yes
  done
  [ "$written" = yes ] || die "this kernel has no setting $1"
}

# setting_if_any PATTERN VALUE: the same, fine when the kernel has no such setting.
setting_if_any() {
  for path in /proc/sys/$1; do
    [ ! -e "$path" ] || printf '%s\n' "$2" 2>/dev/null >"$path" || die "cannot set $path to $2"
  done
}

# file PATH MODE: puts standard input, in base64, at PATH.
file() {
  { mkdir -p "${1%/*}/" && rm -f "$1" && base64 -d >"$1" && chmod "$2" "$1"; } || die "cannot write $1"
}

# copy FROM PATH MODE: puts a file of the lab at PATH.
copy() {
  { mkdir -p "${2%/*}/" && rm -f "$2" && cp "$1" "$2" && chmod "$3" "$2"; } || die "cannot write $2"
}

# workspace FROM PATH: shows a folder of the learner's own machine.
workspace() {
  { mkdir -p "$2" && mount --bind "$1" "$2"; } || die "cannot show the learner's folder at $2"
}
