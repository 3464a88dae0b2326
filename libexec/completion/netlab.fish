# Completion for fish: asks netlab for candidates whenever Tab is pressed.
function __netlab_complete
  set -l typed (commandline -opc) (commandline -ct)
  netlab complete -- $typed[2..-1] 2>/dev/null
end
complete -c netlab -f -a '(__netlab_complete)'
