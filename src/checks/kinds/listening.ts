import * as z from 'zod';
import { type Listener, listeners } from '../../system/ss.ts';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { type Facet, verdictOf } from '../parts/facets.ts';
import { look, show } from '../parts/look.ts';
import { familyOf, sameAddress } from '../parts/prefix.ts';
import { ip, place, port } from '../parts/terms.ts';

const schema = z.strictObject({
  at: place.describe('Where something listens.'),
  port: port.describe('The port.'),
  protocol: z.enum(['tcp', 'udp']).default('tcp').describe('tcp or udp.'),
  address: ip.optional().describe('The address it must be reachable at; listening on all addresses counts.'),
  process: z.string().optional().describe('The program that must hold the port.'),
  exists: z.boolean().default(true).describe('false: nothing must listen there.'),
});

type Entry = z.output<typeof schema>;
type Seen = { listeners: readonly Listener[]; evidence: Evidence };

export const listening: CheckKind<Entry, Seen> = {
  kind: 'listening',
  about: 'A program listens on a port of a place, on all addresses or on the one asked for.',
  example: 'listening: {at: blue, port: 80, process: nginx}',
  schema,
  title: (entry) => `${entry.exists ? 'something' : 'nothing'} listens on ${entry.at} ${where(entry)}`,
  places: (entry) => [entry.at],
  probe,
  judge: (entry, seen) => verdictOf([facet(entry, seen.listeners)], seen.evidence),
};

async function probe(entry: Entry, { network }: Context): Promise<Seen> {
  const [seen, evidence] = await Promise.all([
    look(network, entry.at, listeners),
    show(network, entry.at, listeners.argv),
  ]);
  return { listeners: seen, evidence };
}

function facet(entry: Entry, all: readonly Listener[]): Facet {
  const onPort = all.filter(({ protocol, port }) => protocol === entry.protocol && port === entry.port);
  const onAddress = onPort.filter(({ address }) => serves(address, entry.address));
  const hits = onAddress.filter(({ processes }) => entry.process === undefined || processes.includes(entry.process));
  const who = entry.process ?? 'something';
  const expected = entry.exists ? `${who} listening on ${where(entry)}` : `nothing listening on ${where(entry)}`;
  const is = hits.length > 0;
  if (is || onPort.length === 0) {
    const found = is ? hits.map(describe).join(', ') : `nothing listens on ${where({ ...entry, address: undefined })}`;
    return { holds: is === entry.exists, expected, found, because: is ? undefined : otherProtocol(entry, all) };
  }
  const because = onAddress.length === 0 ? 'A program bound to one address answers only there.' : undefined;
  return { holds: !entry.exists, expected, found: onPort.map(describe).join(', '), because };
}

/** Whether a socket bound to `bound` gets packets for `wanted`: wildcards do, `*` for both families, `::` for IPv6. */
function serves(bound: string, wanted: string | undefined): boolean {
  if (wanted === undefined || bound === '*') return true;
  if (bound === '0.0.0.0') return familyOf(wanted) === 4;
  if (bound === '::') return familyOf(wanted) === 6;
  return sameAddress(bound.replace(/^::ffff:(?=\d+\.)/, ''), wanted);
}

function otherProtocol(entry: Entry, all: readonly Listener[]): string | undefined {
  const other = all.find(({ protocol, port }) => port === entry.port && protocol !== entry.protocol);
  return other === undefined ? undefined : `Something listens on that port, but with ${other.protocol}.`;
}

function describe({ processes, address, port, protocol }: Listener): string {
  const who = processes.length === 0 ? 'a program' : processes.join(', ');
  return `${who} on ${address === '*' ? 'all addresses' : address} ${protocol} port ${port}`;
}

function where({ protocol, port, address }: Entry): string {
  return `${protocol} port ${port}${address === undefined ? '' : ` of ${address}`}`;
}
