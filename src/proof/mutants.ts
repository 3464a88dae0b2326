import type { ScriptPart, Solution } from '../lab/solution.ts';
import { type ShellCommand, splitCommands } from './shell-commands.ts';

/** A solution with one change. If all checks pass all the same, they do not look at what was changed. */
export type Mutant = {
  file: string;
  /** Line of the file where the changed command begins, from 1. */
  line: number;
  change: 'dropped' | 'prefix length' | 'interface' | 'chain' | 'port';
  /** The command before and after; after is empty when it was dropped. */
  was: string;
  now: string;
  /** Why the lab's author says that it may survive. */
  optional: string | undefined;
  parts: ScriptPart[];
  /** The task in whose part the change is. */
  task: string | undefined;
};

/** Every mutant of a solution: each command dropped, and each argument of an `ip` or `iptables` command changed that says where or how much. */
export function mutantsOf(solution: Solution): Mutant[] {
  return solution.parts.flatMap((part, index) =>
    splitCommands(part.script).flatMap((command) =>
      [{ change: 'dropped' as const, now: '' }, ...argumentMutants(command)].map(({ change, now }) => ({
        file: solution.file,
        line: part.line + command.first - 1,
        change,
        was: command.text,
        now,
        optional: excuse(command, change),
        task: part.task,
        parts: solution.parts.with(index, { ...part, script: replaced(part.script, command, now || ':') }),
      })),
    ),
  );
}

function excuse({ optional }: ShellCommand, change: string): string | undefined {
  return optional.find((one) => one.change === undefined || one.change === change)?.reason;
}

type Change = Pick<Mutant, 'change' | 'now'>;
type Word = { text: string; from: number };
type Rule = (word: string, before: string) => string | undefined;

const RULES: readonly { change: Mutant['change']; iptablesOnly: boolean; rule: Rule }[] = [
  { change: 'prefix length', iptablesOnly: false, rule: otherPrefix },
  { change: 'interface', iptablesOnly: false, rule: otherInterface },
  { change: 'chain', iptablesOnly: true, rule: otherChain },
  { change: 'port', iptablesOnly: true, rule: otherPort },
];

function argumentMutants(command: ShellCommand): Change[] {
  const words = wordsOf(command.text);
  const programs = words.filter(({ text }) => /^(?:ip|iptables|ip6tables)$/.test(text));
  if (!command.simple || !programs.some(({ from }) => isProgram(command.text, from))) return [];
  const isIptables = programs.some(({ text }) => text !== 'ip');
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

/** Words of the first line and of those that continue it; here-documents are the text of other programs. */
function wordsOf(text: string): Word[] {
  const head = /^(?:[^\n]*\\\n)*[^\n]*/.exec(text)?.[0] ?? '';
  const code = head.replace(/(?:^|\s)#.*$/, '');
  return [...code.matchAll(/[^\s"']+/g)].map(({ 0: word, index }) => ({ text: word, from: index }));
}

/** At the start of the command, or of the one that `ip netns exec` runs. */
function isProgram(text: string, at: number): boolean {
  return /^\s*(?:sudo\s+|ip netns exec \S+ )?$/.test(text.slice(0, at));
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

/** The lines of the command replaced. */
function replaced(script: string, { first, last }: ShellCommand, now: string): string {
  return script
    .split('\n')
    .toSpliced(first - 1, last - first + 1, now)
    .join('\n');
}
