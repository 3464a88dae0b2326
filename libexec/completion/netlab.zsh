#compdef netlab
# Completion for zsh: asks netlab for candidates whenever Tab is pressed.
_netlab() {
  local -a offered
  offered=("${(@f)$(netlab complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -- $offered
}
compdef _netlab netlab
