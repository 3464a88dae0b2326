import * as z from 'zod';
import { netns } from '../../system/namespace.ts';
import { processes, processNames } from '../../system/ps.ts';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { type Facet, verdictOf } from '../parts/facets.ts';
import { look, show } from '../parts/look.ts';
import { asList, place } from '../parts/terms.ts';

const schema = z
  .strictObject({
    at: place.describe('The network namespace it runs in.'),
    name: z.string().min(1).optional().describe('The name of the program, such as nginx; the whole name.'),
    'args-contain': z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe('Words that its command line contains.'),
    running: z.boolean().default(true).describe('false: no such process must run.'),
  })
  .refine((entry) => (entry.name ?? entry['args-contain']) !== undefined, {
    error: 'a process check needs `name` or `args-contain`',
  });

type Entry = z.output<typeof schema>;
type Process = { pid: number; name: string; args: string; here: boolean };
type Seen = { processes: readonly Process[]; evidence: Evidence };

export const process: CheckKind<Entry, Seen> = {
  kind: 'process',
  about: 'A program runs in a place: a process whose network namespace is that of the place.',
  example: 'process: {at: host, name: dnsmasq, args-contain: --interface=v-net-0}',
  schema,
  title: (entry) => `${phrase(entry)} ${entry.running ? 'runs' : 'does not run'} in ${entry.at}`,
  places: (entry) => [entry.at],
  probe,
  judge: (entry, seen) => verdictOf([facet(entry, seen.processes)], seen.evidence),
};

async function probe(entry: Entry, { network }: Context): Promise<Seen> {
  const [rows, names, own, evidence] = await Promise.all([
    look(network, entry.at, processes),
    look(network, entry.at, processNames),
    look(network, entry.at, netns),
    show(network, entry.at, ['ps', '-e', '-o', 'pid,netns,args']),
  ]);
  const seen = rows
    .filter(({ state, args }) => !state.startsWith('Z') && !args.startsWith('ps -e '))
    .map(({ pid, netns: id, args }) => ({ pid, name: names.get(pid) ?? '', args, here: own === `net:[${id}]` }));
  return { processes: seen, evidence };
}

function facet(entry: Entry, all: readonly Process[]): Facet {
  const matching = all.filter((one) => fits(entry, one));
  const here = matching.filter((one) => one.here);
  const expected = entry.running ? `${phrase(entry)} running in ${entry.at}` : `no ${phrase(entry)} in ${entry.at}`;
  const [first] = here;
  if (first !== undefined) return { holds: entry.running, expected, found: `${first.args} (PID ${first.pid})` };
  const elsewhere = matching[0] === undefined ? '' : `, but ${matching[0].args} runs in another namespace`;
  return { holds: !entry.running, expected, found: `no ${phrase(entry)} in ${entry.at}${elsewhere}` };
}

/** The kernel cuts names at 15 bytes, and scripts have their interpreter's: the first word of the command line counts too. */
function fits(entry: Entry, { name, args }: Process): boolean {
  const [command = ''] = args.split(/\s/);
  const names = [name, command.slice(command.lastIndexOf('/') + 1).replace(/:$/, '')];
  const isNamed = entry.name === undefined || names.includes(entry.name);
  return isNamed && asList(entry['args-contain']).every((text) => args.includes(text));
}

function phrase(entry: Entry): string {
  const words = asList(entry['args-contain']);
  const args = words.length === 0 ? '' : `"${words.join('", "')}"`;
  if (entry.name === undefined) return `process with ${args}`;
  return args === '' ? entry.name : `${entry.name} with ${args}`;
}
