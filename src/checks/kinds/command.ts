import * as z from 'zod';
import type { CheckKind, Context, Evidence, Ran } from '../check.ts';
import { type Facet, failed, verdictOf } from '../parts/facets.ts';
import { matchesOf } from '../parts/pattern.ts';
import { asList, place } from '../parts/terms.ts';

const text = z.union([z.string(), z.array(z.string())]);

const pattern = z.string().refine(isPattern, 'not a regular expression');

const schema = z.strictObject({
  at: place.describe('Where to run it.'),
  run: z.array(z.string()).min(1).describe('The command and its arguments; no shell reads them.'),
  exit: z.number().int().min(0).max(255).default(0).describe('The exit code it must end with.'),
  stdout: z
    .strictObject({
      contains: text.optional().describe('Text, or texts, in it.'),
      lacks: text.optional().describe('Text, or texts, that must not be in it.'),
      matches: pattern.optional().describe('A regular expression that some part of it matches.'),
      equals: z.string().optional().describe('The whole of it, blanks at both ends aside.'),
    })
    .optional()
    .describe('What it must print.'),
  timeout: z.number().min(0.1).max(60).default(5).describe('Seconds it may take.'),
});

type Entry = z.output<typeof schema>;
type Seen = { ran: Pick<Ran, 'exitCode' | 'stdout' | 'stderr' | 'timedOut'>; evidence: Evidence };

export const command: CheckKind<Entry, Seen> = {
  kind: 'command',
  about: 'A command ends with an exit code and prints what is asked. The last resort: other kinds say more.',
  example: 'command: {at: host, run: [ip, netns], stdout: {contains: red}}',
  schema,
  title: (entry) => `\`${entry.run.join(' ')}\` in ${entry.at}`,
  places: (entry) => [entry.at],
  async probe(entry: Entry, { network }: Context): Promise<Seen> {
    const ran = await network.run(entry.at, entry.run, { timeoutMs: entry.timeout * 1000 });
    return { ran, evidence: network.evidence(ran) };
  },
  judge(entry, { ran, evidence }) {
    if (ran.timedOut) return failed(`exit code ${entry.exit}`, `it did not end within ${entry.timeout} s`, evidence);
    const facets = [exitFacet(entry, ran), ...stdoutFacets(entry, ran.stdout)];
    return verdictOf(facets, evidence);
  },
};

function exitFacet(entry: Entry, ran: Seen['ran']): Facet {
  const said = ran.stderr.trim().split('\n').at(-1) ?? '';
  const found = ran.exitCode === undefined ? 'it was ended by a signal' : `exit code ${ran.exitCode}`;
  const holds = ran.exitCode === entry.exit;
  return { holds, expected: `exit code ${entry.exit}`, found: holds || said === '' ? found : `${found} (${said})` };
}

function stdoutFacets({ stdout }: Entry, printed: string): Facet[] {
  if (stdout === undefined) return [];
  const shown = printed.trim() === '' ? 'nothing printed' : `"${firstLine(printed)}"`;
  const facet = (holds: boolean, expected: string): Facet => ({ holds, expected, found: holds ? expected : shown });
  return [
    ...asList(stdout.contains).map((part) => facet(printed.includes(part), `"${part}" printed`)),
    ...asList(stdout.lacks).map((part) => facet(!printed.includes(part), `no "${part}" printed`)),
    ...asList(stdout.matches).map((one) =>
      facet(matchesOf(one, printed).length > 0, `something like /${one}/ printed`),
    ),
    ...asList(stdout.equals).map((whole) => facet(printed.trim() === whole.trim(), `"${whole.trim()}" printed`)),
  ];
}

function firstLine(printed: string): string {
  const [first = '', ...more] = printed.trim().split('\n');
  return more.length === 0 ? first : `${first} …`;
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'm');
    return true;
  } catch {
    return false;
  }
}
