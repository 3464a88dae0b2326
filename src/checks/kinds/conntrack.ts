import * as z from 'zod';
import { type Connection, connections } from '../../system/conntrack.ts';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { verdictOf } from '../parts/facets.ts';
import { look, lookNow, show, showNow } from '../parts/look.ts';
import { familyOf, holdsAddress } from '../parts/prefix.ts';
import { ipOrCidr, place, port } from '../parts/terms.ts';
import { during, placesOfTraffic, send } from './during.ts';

const schema = z.strictObject({
  at: place.describe('Whose connection table.'),
  protocol: z.enum(['tcp', 'udp', 'icmp', 'icmpv6', 'sctp']).optional().describe('The protocol.'),
  source: ipOrCidr.optional().describe('Who began: the source of the first packet, an address or prefix.'),
  destination: ipOrCidr.optional().describe('Whom the first packet was sent to.'),
  dport: port.optional().describe('The port the first packet was sent to.'),
  'reply-source': ipOrCidr.optional().describe('Who answers. With DNAT this is not the destination.'),
  'reply-destination': ipOrCidr.optional().describe('Whom the answer is sent to. With SNAT this is not the source.'),
  exists: z.boolean().default(true).describe('false: there must be no such connection.'),
  during: during
    .optional()
    .describe('Traffic sent first: one entry of a traffic kind, such as {tcp: {from, to, port}}.'),
});

type Entry = z.output<typeof schema>;
type Seen = { connections: readonly Connection[]; evidence: Evidence };

export const conntrack: CheckKind<Entry, Seen> = {
  kind: 'conntrack',
  about: 'The kernel tracks a connection like this, in both directions: how NAT is seen from the inside.',
  example: 'conntrack: {at: host, protocol: icmp, source: 192.168.15.1, during: {ping: {from: red, to: 192.168.1.3}}}',
  schema,
  title: (entry) => `${entry.at} tracks ${entry.exists ? 'a' : 'no'} connection ${phrase(entry)}`,
  places: (entry) => [entry.at, ...placesOfTraffic(entry.during)],
  probe,
  judge(entry, seen) {
    const hits = seen.connections.filter((connection) => fits(entry, connection));
    const expected = `${entry.exists ? 'a' : 'no'} connection ${phrase(entry)}`;
    return verdictOf(
      [
        {
          holds: hits.length > 0 === entry.exists,
          expected,
          found: hits[0] ? describe(hits[0]) : nothingLikeIt(entry, seen.connections),
          because: entry.exists ? why(entry, seen.connections) : undefined,
        },
      ],
      seen.evidence,
    );
  },
};

async function probe(entry: Entry, context: Context): Promise<Seen> {
  const { network } = context;
  const texts = [entry.source, entry.destination, entry['reply-source'], entry['reply-destination']];
  const reader = connections(texts.some((text) => text !== undefined && familyOf(text) === 6) ? 6 : 4);
  if (entry.during === undefined) {
    const [seen, evidence] = await Promise.all([
      look(network, entry.at, reader),
      show(network, entry.at, ['conntrack', '-L']),
    ]);
    return { connections: seen, evidence };
  }
  await send(entry.during, context);
  const [seen, evidence] = await Promise.all([
    lookNow(network, entry.at, reader),
    showNow(network, entry.at, ['conntrack', '-L']),
  ]);
  return { connections: seen, evidence };
}

function fits(entry: Entry, { protocol, original, reply }: Connection): boolean {
  return (
    (entry.protocol === undefined || protocol === entry.protocol) &&
    (entry.source === undefined || holdsAddress(entry.source, original.source)) &&
    (entry.destination === undefined || holdsAddress(entry.destination, original.destination)) &&
    (entry.dport === undefined || original.dport === entry.dport) &&
    (entry['reply-source'] === undefined || holdsAddress(entry['reply-source'], reply.source)) &&
    (entry['reply-destination'] === undefined || holdsAddress(entry['reply-destination'], reply.destination))
  );
}

function withoutReply(entry: Entry): Entry {
  return { ...entry, 'reply-source': undefined, 'reply-destination': undefined };
}

/** The same connection with another answer tells more than "none": the packets came, the NAT did not. */
function nothingLikeIt(entry: Entry, all: readonly Connection[]): string {
  const near = all.find((connection) => fits(withoutReply(entry), connection));
  if (near !== undefined) return describe(near);
  return all.length === 0 ? 'no connections at all' : `none among ${all.length} connections`;
}

function why(entry: Entry, all: readonly Connection[]): string {
  if (all.some((connection) => fits(withoutReply(entry), connection))) {
    return 'The packets came by, but their addresses were not translated that way.';
  }
  return 'No such packet passed here lately, or nothing here (no NAT or state rule) makes the kernel track connections.';
}

function describe({ protocol, original, reply }: Connection): string {
  const port = original.dport === undefined ? '' : ` port ${original.dport}`;
  return `${protocol} ${original.source} → ${original.destination}${port}, answered ${reply.source} → ${reply.destination}`;
}

function phrase(entry: Entry): string {
  const parts: string[] = entry.protocol === undefined ? [] : [entry.protocol];
  if (entry.source !== undefined) parts.push(`from ${entry.source}`);
  if (entry.destination !== undefined) parts.push(`to ${entry.destination}`);
  if (entry.dport !== undefined) parts.push(`port ${entry.dport}`);
  if (entry['reply-source'] !== undefined) parts.push(`answered by ${entry['reply-source']}`);
  if (entry['reply-destination'] !== undefined) parts.push(`answered to ${entry['reply-destination']}`);
  return parts.join(' ') || 'of any kind';
}
