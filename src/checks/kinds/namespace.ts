import * as z from 'zod';
import { namespaceNames } from '../../system/namespace.ts';
import { type CheckKind, type Context, type Evidence, NoSuchPlaceError } from '../check.ts';
import { lookIfThere } from '../parts/look.ts';
import { nodeOf, place } from '../parts/terms.ts';

const schema = z.strictObject({
  name: place.describe('The network namespace, such as red, or node1/red in a lab with several nodes.'),
  exists: z.boolean().default(true).describe('false: there must be no namespace of that name.'),
});

type Entry = z.output<typeof schema>;
type Seen = { exists: boolean; others: readonly string[]; evidence: Evidence };

export const namespace: CheckKind<Entry, Seen> = {
  kind: 'namespace',
  about: 'A named network namespace exists, as `ip netns list` shows it.',
  example: 'namespace: {name: red}',
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
async function probe(entry: Entry, { network }: Context): Promise<Seen> {
  try {
    const ran = await network.read(entry.name, ['ip', '-br', 'link']);
    return { exists: true, others: [], evidence: network.evidence(ran) };
  } catch (error) {
    if (!(error instanceof NoSuchPlaceError)) throw error;
    const others = (await lookIfThere(network, nodeOf(entry.name), namespaceNames)) ?? [];
    return { exists: false, others, evidence: error.evidence };
  }
}

function missing(name: string, others: readonly string[]): string {
  return others.length === 0 ? `no namespace ${name}` : `no namespace ${name} (there is ${others.join(', ')})`;
}

function lastPart(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
