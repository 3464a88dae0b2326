import * as z from 'zod';
import { type CheckKind, type Evidence, NoSuchPlaceError } from './check.ts';
import { place } from './terms.ts';

const schema = z.strictObject({
  name: place.describe('The network namespace, such as red, or node1/red in a lab with several nodes.'),
  exists: z.boolean().default(true).describe('false: there must be no namespace of that name.'),
});

type Entry = z.output<typeof schema>;
type Seen = { exists: boolean; others: readonly string[]; evidence: Evidence };

export const namespace: CheckKind<Entry, Seen> = {
  kind: 'namespace',
  about: 'A named network namespace exists, as `ip netns list` shows it.',
  schema,
  title: (entry) => (entry.exists ? `namespace ${entry.name} exists` : `namespace ${entry.name} is gone`),
  places: (entry) => [entry.name],
  probe,
  judge(entry, seen) {
    return {
      status: seen.exists === entry.exists ? 'passed' : 'failed',
      expected: entry.exists ? `a namespace ${entry.name}` : `no namespace ${entry.name}`,
      found: seen.exists ? `the namespace ${entry.name}` : missing(entry.name, seen.others),
      ...(seen.exists && !entry.exists && { because: `\`ip netns del ${lastPart(entry.name)}\` removes it.` }),
      evidence: seen.evidence,
    };
  },
};

/** A namespace exists when a command can run in it: a stale file under /run/netns is not one. */
async function probe(entry: Entry, { network }: Parameters<typeof namespace.probe>[1]): Promise<Seen> {
  try {
    const ran = await network.read(entry.name, ['ip', '-br', 'link']);
    return { exists: true, others: [], evidence: network.evidence(ran) };
  } catch (error) {
    if (!(error instanceof NoSuchPlaceError)) throw error;
    return { exists: false, others: namesIn(error.evidence), evidence: error.evidence };
  }
}

/** `ip netns list` prints one name per line, followed by an id where one has been given out: `red (id: 0)`. */
function namesIn(evidence: Evidence): string[] {
  if (!/ip netns( list)?$/.test(evidence.command.trim())) return [];
  const names = evidence.output.split('\n').map((line) => /^([^\s:()]+)(?: \(id: \d+\))?$/.exec(line.trim())?.[1]);
  return names.filter((name) => name !== undefined);
}

function missing(name: string, others: readonly string[]): string {
  return others.length === 0 ? `no namespace ${name}` : `no namespace ${name} (there is ${others.join(', ')})`;
}

function lastPart(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
