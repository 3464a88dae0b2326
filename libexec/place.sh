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

# room_for PATH: makes the directory of PATH. In a node, /etc links to the machine's own files, which nobody may change here: a linked
# directory on the way is replaced by a real one that links to the same entries.
room_for() {
  parent=${1%/*}
  walked=
  IFS=/
  for part in ${parent#/}; do
    walked=$walked/$part
    [ -L "$walked" ] || continue
    target=$(readlink "$walked")
    case $target in /netlab/etc/*) ;; *) continue ;; esac
    { rm "$walked" && mkdir "$walked"; } || die "cannot make $walked"
    ln -s "$target"/* "$walked/" 2>/dev/null
  done
  unset IFS
  mkdir -p "$parent/" || die "cannot make $parent"
  [ -d "$1" ] || rm -f "$1"
}

# file PATH MODE: puts standard input, in base64, at PATH.
file() {
  room_for "$1"
  { base64 -d >"$1" && chmod "$2" "$1"; } || die "cannot write $1"
}

# copy FROM PATH MODE: puts a file of the lab at PATH.
copy() {
  room_for "$2"
  { cp "$1" "$2" && chmod "$3" "$2"; } || die "cannot write $2"
}

# workspace FROM PATH: shows a folder of the learner's own machine.
workspace() {
  room_for "$2/"
  mount --bind "$1" "$2" || die "cannot show the learner's folder at $2"
}
