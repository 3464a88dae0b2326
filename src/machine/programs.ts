import type { Host, LabNeeds, Program, ProgramFact } from './facts.ts';
import { MANAGERS } from './facts.ts';
import { type Finding, ok } from './finding.ts';

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

/** One finding for all programs that are there, one for each that is not. */
export function judgePrograms(facts: readonly ProgramFact[], labs: readonly LabNeeds[], host: Host): Finding[] {
  const wanted = facts.filter(({ program }) => program.needed === 'lab' || program.needed === 'some');
  const lacking = wanted.filter(({ state }) => state !== 'there');
  const present = wanted.length - lacking.length;
  const all: Finding[] = lacking.length === 0 ? [ok('programs', `all ${present} that labs need are installed`)] : [];
  return [...all, ...lacking.map((fact) => judgeLacking(fact, labs, host))];
}

function judgeLacking({ program, state }: ProgramFact, labs: readonly LabNeeds[], host: Host): Finding {
  const { name, needed, make, packages } = program;
  const blocks = labs.filter((lab) => needed === 'lab' || lab.programs.includes(name)).map(({ id }) => id);
  const unneeded = needed === 'some' && blocks.length === 0;
  return {
    id: name,
    status: unneeded ? 'warning' : 'missing',
    says: `${state === 'other' ? `not the ${name} of ${make}, but another` : 'not installed'}${unneeded ? '; no lab here needs it' : ''}`,
    blocks,
    mend: host.manager === undefined ? [] : [{ install: packages[host.manager] }],
    ...(host.manager === undefined && { advice: `install ${name}; netlab does not know the packages of this system` }),
  };
}
