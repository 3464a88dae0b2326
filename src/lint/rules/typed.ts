import { basename } from 'node:path';
import type { Fault } from '../../lab/problems/problem.ts';
import { asRecord } from '../../lab/untyped.ts';
import type { Subject } from '../subject.ts';

/** The kinds that look at what a program prints. */
const TYPED: Record<string, string> = {
  arping: 'arping',
  bridge: 'fdb` or `link',
  conntrack: 'conntrack',
  curl: 'http',
  ip: 'link`, `address`, `route`, `path` or `neighbour',
  ip6tables: 'iptables',
  iptables: 'iptables',
  'iptables-save': 'iptables',
  nc: 'tcp` or `udp',
  netstat: 'listening',
  nft: 'nft',
  pgrep: 'process',
  ping: 'ping',
  ps: 'process',
  ss: 'listening',
  sysctl: 'sysctl',
  tcpdump: 'capture',
  tracepath: 'trace',
  traceroute: 'trace',
  wget: 'http',
};

const IP_OBJECTS: [RegExp, string][] = [
  [/^l(i(n(k)?)?)?$/, 'link'],
  [/^a(d(d(r(ess)?)?)?)?$/, 'address'],
  [/^r(o(u(t(e)?)?)?)?$/, 'route` or `path'],
  [/^n(e(i(gh(bou?r)?)?)?)?$/, 'neighbour'],
  [/^netns$/, 'namespace'],
];

const SHELLS = ['sh', 'bash', 'dash'];

/** A `command` check that reads what a typed check reads better: the typed one says what is wrong, and no wording fools it. */
export function typedFaults({ lab }: Pick<Subject, 'lab'>): Fault[] {
  return lab.tasks.flatMap(({ checks }, index) =>
    checks.flatMap(({ kind, entry }, position) => {
      const run = kind === 'command' ? asRecord(entry)['run'] : undefined;
      const found = Array.isArray(run) ? typedFor(run.map(String)) : undefined;
      if (found === undefined) return [];
      const message = `a check of the kind \`${found.kinds}\` reads this better than \`${found.program}\` in a command`;
      return [
        { code: 'command-could-be-typed', message, path: ['tasks', index, 'checks', position, 'command', 'run'] },
      ];
    }),
  );
}

function typedFor(argv: readonly string[]): { program: string; kinds: string } | undefined {
  const program = basename(argv[0] ?? '');
  if (SHELLS.includes(program)) return typedIn(argv.slice(1).join(' '));
  if (program === 'ip') return { program, kinds: kindOfIp(argv.slice(1)) };
  const kinds = Object.hasOwn(TYPED, program) ? TYPED[program] : undefined;
  return kinds === undefined ? undefined : { program, kinds };
}

/** The first such program that begins a command of a shell script. */
function typedIn(script: string): { program: string; kinds: string } | undefined {
  const commands = script.split(/[|;&\n(`]+|-c\s/).map((part) => part.trim().split(/\s+/));
  const found = commands.map((words) => (SHELLS.includes(words[0] ?? '') ? undefined : typedFor(words)));
  return found.find((one) => one !== undefined);
}

function kindOfIp(args: readonly string[]): string {
  const words = args.filter((word, at) => !word.startsWith('-') && !['-n', '-netns'].includes(args[at - 1] ?? ''));
  return IP_OBJECTS.find(([object]) => object.test(words[0] ?? ''))?.[1] ?? TYPED['ip'] ?? '';
}
