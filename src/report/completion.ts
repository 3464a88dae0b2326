/** The shells that completion is written for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A script that asks `netlab complete` for candidates whenever a person presses Tab. Throws for a shell not in the list. */
export function completionScript(shell: string): string {
  switch (shell) {
    case 'bash':
      return BASH;
    case 'zsh':
      return ZSH;
    case 'fish':
      return FISH;
    default:
      throw new RangeError(`there is no completion for ${shell}`);
  }
}

const BASH = `_netlab() {
  local IFS=$'\\n'
  COMPREPLY=($(netlab complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _netlab netlab`;

const ZSH = `#compdef netlab
_netlab() {
  local -a offered
  offered=("\${(@f)$(netlab complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -- $offered
}
compdef _netlab netlab`;

const FISH = `function __netlab_complete
  set -l typed (commandline -opc) (commandline -ct)
  netlab complete -- $typed[2..-1] 2>/dev/null
end
complete -c netlab -f -a '(__netlab_complete)'`;
