import { codeOf, programsOf } from './command-words.ts';
import type { Change } from './mutants.ts';
import type { ShellCommand } from './shell-commands.ts';

/** What narrows a rule to some packets, iptables(8) and iptables-extensions(8). */
const MATCHES: readonly string[] = [
  '(?:-[sdio]|--src|--dst|--source|--destination|--in-interface|--out-interface) \\S+',
  '--(?:dport|sport|destination-port|source-port) \\S+',
  '-m set (?:! )?--match-set \\S+ \\S+',
  '-m conntrack (?:! )?--ctstate \\S+',
  '-m addrtype (?:! )?--(?:dst|src)-type \\S+',
  '-m mark (?:! )?--mark \\S+',
];
const MATCH = new RegExp(`(?<=\\s)(?:! )?(?:${MATCHES.join('|')})(?:\\s+|$)`, 'g');

/** `-p` may go where nothing else in the rule needs the protocol. */
const PROTOCOL = /(?<=\s)(?:! )?(?:-p|--protocol) \S+(?:\s+|$)/g;
const NEEDS_PROTOCOL =
  /-m (?:tcp|udp|icmp|multiport)|port|--icmp-type|--syn|--tcp-flags|tcp-reset|-j REDIRECT|--to-\S+ \S*:\d/;

/** A rule of iptables that is appended, inserted or replaced, each time with one of its matches left out: it is for more packets than it should be. */
export function widerRules(command: ShellCommand): Change[] {
  const code = codeOf(command.text);
  if (!programsOf(command).some((program) => program !== 'ip') || !/\s(?:-[AIR]|--append|--insert)\s/.test(code))
    return [];
  const found = [...code.matchAll(MATCH), ...(NEEDS_PROTOCOL.test(code) ? [] : code.matchAll(PROTOCOL))];
  return found.map(({ 0: match, index }) => ({
    change: 'match',
    match: /-m \w+|--?[a-z-]+/.exec(match)?.[0] ?? match,
    now: `${code.slice(0, index)}${code.slice(index + match.length)}`.trimEnd() + command.text.slice(code.length),
  }));
}
