import type { ShellCommand } from './shell-commands.ts';

export type Word = { text: string; from: number };

/** Words of the first line and of those that continue it; here-documents are the text of other programs. */
export function wordsOf(text: string): Word[] {
  const code = codeOf(text);
  return [...code.matchAll(/[^\s"']+/g)].map(({ 0: word, index }) => ({ text: word, from: index }));
}

/** The first line of a command and those that continue it, without the comment at its end. */
export function codeOf(text: string): string {
  const head = /^(?:[^\n]*\\\n)*[^\n]*/.exec(text)?.[0] ?? '';
  return head.replace(/(?:^|\s)#.*$/, '');
}

/** The programs `ip`, `iptables` and `ip6tables` by their words in a simple command that runs one of them; else none. */
export function programsOf(command: ShellCommand): string[] {
  const words = wordsOf(command.text).filter(({ text }) => /^(?:ip|iptables|ip6tables)$/.test(text));
  const runs = command.simple && words.some(({ from }) => isProgram(command.text, from));
  return runs ? words.map(({ text }) => text) : [];
}

/** At the start of the command, or of the one that `ip netns exec` runs. */
function isProgram(text: string, at: number): boolean {
  return /^\s*(?:sudo\s+|ip netns exec \S+ )?$/.test(text.slice(0, at));
}
