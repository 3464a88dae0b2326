import { programsOf, wordsOf } from './command-words.ts';
import type { Change, Mutant } from './mutants.ts';
import type { ShellCommand } from './shell-commands.ts';

type Rule = (word: string, before: string) => string | undefined;

const RULES: readonly { change: Mutant['change']; iptablesOnly: boolean; rule: Rule }[] = [
  { change: 'prefix length', iptablesOnly: false, rule: otherPrefix },
  { change: 'interface', iptablesOnly: false, rule: otherInterface },
  { change: 'chain', iptablesOnly: true, rule: otherChain },
  { change: 'port', iptablesOnly: true, rule: otherPort },
];

/** An `ip` or `iptables` command with one argument changed that says where or how much. */
export function argumentMutants(command: ShellCommand): Change[] {
  const words = wordsOf(command.text);
  const programs = programsOf(command);
  if (programs.length === 0) return [];
  const isIptables = programs.some((program) => program !== 'ip');
  return words.flatMap((word, index) => {
    const before = words[index - 1]?.text ?? '';
    return RULES.filter(({ iptablesOnly }) => isIptables || !iptablesOnly).flatMap(({ change, rule }) => {
      const other = rule(word.text, before);
      const { text } = command;
      return other === undefined
        ? []
        : [{ change, now: text.slice(0, word.from) + other + text.slice(word.from + word.text.length) }];
    });
  });
}

/** One bit longer, so that no host bits are set in a network's address; the longest becomes the usual one. */
function otherPrefix(word: string): string | undefined {
  const [, address = '', length = ''] = /^([\d.]+|[\da-f:]*:[\da-f:]*)\/(\d+)$/i.exec(word) ?? [];
  if (address === '') return undefined;
  const [longest, usual] = address.includes(':') ? [128, 64] : [32, 24];
  return `${address}/${Number(length) < longest - 1 ? Number(length) + 1 : usual}`;
}

/** The loopback device: it exists in every place. */
function otherInterface(word: string, before: string): string | undefined {
  const named = /^(?:dev|master|-i|-o|--in-interface|--out-interface)$/.test(before);
  return named && word !== 'lo' && /^[\w.$-]+$/.test(word) ? 'lo' : undefined;
}

const OTHER_CHAIN: Readonly<Record<string, string>> = {
  INPUT: 'OUTPUT',
  OUTPUT: 'INPUT',
  FORWARD: 'INPUT',
  PREROUTING: 'OUTPUT',
  POSTROUTING: 'INPUT',
};

function otherChain(word: string, before: string): string | undefined {
  return /^(?:-[AIPRD]|--append|--insert|--policy)$/.test(before) ? OTHER_CHAIN[word] : undefined;
}

function otherPort(word: string, before: string): string | undefined {
  if (/^--(?:dport|sport|dports|sports|to-ports|destination-port|source-port)$/.test(before) && /^\d+$/.test(word)) {
    return next(word);
  }
  const [, address, port] = /^([\d.]+:|\[.*\]:)(\d+)$/.exec(word) ?? [];
  return port === undefined ? undefined : `${address}${next(port)}`;
}

function next(port: string): string {
  return String(Number(port) === 65_535 ? 1 : Number(port) + 1);
}
