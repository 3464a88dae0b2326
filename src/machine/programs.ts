import { join } from 'node:path';
import type { Facts, Program, ProgramFact } from './facts.ts';
import { MANAGERS } from './facts.ts';
import { type Finding, type Mend, ok } from './finding.ts';

/** The table of libexec/programs.txt: one program per line, columns parted by blanks. */
export function parsePrograms(text: string): Program[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [name = '', needed = '', make, ...packages] = line.trim().split(/\s+/);
    return {
      name,
      needed: needed as Program['needed'],
      make: make === '-' ? undefined : make,
      packages: Object.fromEntries(MANAGERS.map((manager, at) => [manager, packages[at] ?? ''])) as Program['packages'],
    };
  });
}

/** One finding for all programs that are there, one for each that is not. `root` is the program's own folder. */
export function judgePrograms({ programs: facts, labs, host, root }: Facts): Finding[] {
  const wanted = facts.filter(({ program }) => program.needed === 'lab' || program.needed === 'some');
  const lacking = wanted.filter(({ state }) => state !== 'there');
  const present = wanted.length - lacking.length;
  const all: Finding[] = lacking.length === 0 ? [ok('programs', `all ${present} that labs need are installed`)] : [];
  const builders = facts.filter(({ program, state }) => program.needed === 'build' && state !== 'there');
  return [...all, ...lacking.map((fact) => judgeLacking(fact, builders, { labs, host, root }))];
}

function judgeLacking(
  { program, state }: ProgramFact,
  builders: readonly ProgramFact[],
  { labs, host, root }: Pick<Facts, 'labs' | 'host' | 'root'>,
): Finding {
  const { name, needed, make } = program;
  const blocks = labs.filter((lab) => needed === 'lab' || lab.programs.includes(name)).map(({ id }) => id);
  const unneeded = needed === 'some' && blocks.length === 0;
  return {
    id: name,
    status: unneeded ? 'warning' : 'missing',
    says: `${state === 'other' ? `not the ${name} of ${make}, but another` : 'not installed'}${unneeded ? '; no lab here needs it' : ''}`,
    blocks,
    mend: mendsOf(program, builders, { host, root }),
    ...(host.manager === undefined && { advice: `install ${name}; netlab does not know the packages of this system` }),
  };
}

/** What brings a program: its package, or the script that builds it and the packages of what builds. */
function mendsOf(
  { packages }: Program,
  builders: readonly ProgramFact[],
  { host: { manager }, root }: Pick<Facts, 'host' | 'root'>,
): Mend[] {
  if (manager === undefined) return [];
  const by = packages[manager];
  if (!by.includes('/')) return [{ install: by }];
  return [
    ...builders.map(({ program }) => ({ install: program.packages[manager] })),
    { argv: [join(root, by)], asRoot: false },
  ];
}
