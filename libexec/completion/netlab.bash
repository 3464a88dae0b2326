# shellcheck shell=bash
# Completion for bash: asks netlab for candidates whenever Tab is pressed.
_netlab() {
  mapfile -t COMPREPLY < <(netlab complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _netlab netlab
