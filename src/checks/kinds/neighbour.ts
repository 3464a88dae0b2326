import * as z from 'zod';
import { type Neighbour, neighbours, routeTo } from '../../system/ip.ts';
import type { CheckKind, Context, Evidence, Network } from '../check.ts';
import { failed, verdictOf } from '../parts/facets.ts';
import { look, lookNow, show, showNow } from '../parts/look.ts';
import { holdsAddress, sameAddress } from '../parts/prefix.ts';
import { cidr, device, interfaceAt, ip, mac, place } from '../parts/terms.ts';
import { type TrueMac, trueMac } from '../parts/true-mac.ts';

const schema = z
  .strictObject({
    at: place.describe('Whose neighbour table.'),
    to: ip.optional().describe('The neighbour’s address.'),
    dev: device
      .optional()
      .describe('The interface it must be known on: unless told, the one that the kernel sends to it by.'),
    peer: interfaceAt.optional().describe('The interface whose true MAC address the entry must hold.'),
    mac: mac.optional().describe('The MAC address the entry must hold.'),
    known: z
      .boolean()
      .default(true)
      .describe('false: no MAC address must be known. When true, the address is asked for first.'),
    'within-prefix': cidr.optional().describe('In place of `to`, with `known: false`: no neighbour in this range.'),
  })
  .refine((entry) => (entry.to === undefined) !== (entry['within-prefix'] === undefined), {
    error: 'a neighbour check has either `to` or `within-prefix`',
  })
  .refine((entry) => entry['within-prefix'] === undefined || !entry.known, {
    error: '`within-prefix` needs `known: false`',
  });

type Entry = z.output<typeof schema>;
type Seen = {
  table: readonly Neighbour[];
  truth: TrueMac | undefined;
  /** The interface that the kernel sends to the address by, where the table has the address on several. */
  out?: string | undefined;
  evidence: Evidence;
};

/** States in which the kernel has no MAC address to send to, ip-neighbour(8). */
const NOT_KNOWN: readonly string[] = ['FAILED', 'INCOMPLETE', 'NONE'];

export const neighbour: CheckKind<Entry, Seen> = {
  kind: 'neighbour',
  about: 'The neighbour table (ARP, NDP) knows an address by its true MAC address, or knows nothing of it.',
  example: 'neighbour: {at: red, to: 192.168.15.2, peer: "blue:veth-blue"}',
  schema,
  title: (entry) => {
    const whom = entry.to ?? entry['within-prefix'] ?? '';
    return entry.known ? `${entry.at} knows the MAC of ${whom}` : `${entry.at} knows no neighbour ${whom}`;
  },
  places: (entry) => (entry.peer === undefined ? [entry.at] : [entry.at, entry.peer]),
  probe,
  judge(entry, seen) {
    const entries = seen.table.filter((row) => concerns(entry, row, seen.out));
    const known = entries.filter(isKnown);
    return entry.known ? judgeKnown(entry, entries, known, seen) : judgeUnknown(entry, known, seen.evidence);
  },
};

async function probe(entry: Entry, { network }: Context): Promise<Seen> {
  const truth = entry.peer === undefined ? undefined : trueMac(network, entry.peer);
  const byHand = ['ip', 'neigh', 'show'];
  if (!entry.known || entry.to === undefined) {
    const [table, evidence, peer] = await Promise.all([
      look(network, entry.at, neighbours),
      show(network, entry.at, byHand),
      truth,
    ]);
    return { table, truth: peer, evidence };
  }
  // Whether it is answered is not asked here: sending makes the kernel resolve the address.
  const [peer] = await Promise.all([truth, network.read(entry.at, ['ping', '-n', '-c', '1', '-W', '1', entry.to])]);
  const [table, evidence] = await Promise.all([
    lookNow(network, entry.at, neighbours),
    showNow(network, entry.at, byHand),
  ]);
  return { table, truth: peer, out: await wayOut(entry, table, network), evidence };
}

/** Each interface has neighbours of its own, and one that nothing is sent by may hold an address that was asked for there once. */
async function wayOut(entry: Entry, table: readonly Neighbour[], network: Network): Promise<string | undefined> {
  const devices = new Set(table.filter((row) => concerns(entry, row, undefined)).map(({ dev }) => dev));
  if (entry.to === undefined || devices.size < 2) return undefined;
  return (await lookNow(network, entry.at, routeTo(entry.to))).dev;
}

function concerns(entry: Entry, row: Neighbour, out: string | undefined): boolean {
  const dev = entry.dev ?? out;
  if (dev !== undefined && entry.known && row.dev !== dev) return false;
  const range = entry['within-prefix'];
  return range === undefined ? sameAddress(row.dst, entry.to ?? '') : holdsAddress(range, row.dst);
}

function isKnown(row: Neighbour): boolean {
  return row.lladdr !== undefined && !row.state.some((state) => NOT_KNOWN.includes(state));
}

function judgeUnknown(entry: Entry, known: readonly Neighbour[], evidence: Evidence) {
  const expected = `no MAC known for ${entry.to ?? entry['within-prefix']}`;
  const found = known.map((row) => `${row.dst} is ${row.lladdr} on ${row.dev}`).join(', ');
  return verdictOf([{ holds: known.length === 0, expected, found: found || expected }], evidence);
}

function judgeKnown(entry: Entry, entries: readonly Neighbour[], known: readonly Neighbour[], seen: Seen) {
  const { truth, evidence } = seen;
  const wanted = (entry.mac ?? truth?.mac)?.toLowerCase();
  const expected = `${entry.to} known${wanted === undefined ? '' : ` as ${wanted}`}`;
  if (truth?.missing !== undefined)
    return failed(`${entry.to} known by the MAC of ${entry.peer}`, truth.missing, evidence);
  const [row] = known;
  if (row === undefined) return failed(expected, ...unresolved(entry, entries, evidence));
  const found = `${row.dst} known as ${row.lladdr}`;
  if (wanted === undefined || row.lladdr?.toLowerCase() === wanted) {
    return verdictOf([{ holds: true, expected, found }], evidence);
  }
  const because =
    'Another interface answered for this address (is it given twice?), or the entry is older than the interface: ' +
    `\`ip neigh flush all\` forgets.`;
  return failed(expected, found, evidence, because);
}

function unresolved(entry: Entry, entries: readonly Neighbour[], evidence: Evidence): [string, Evidence, string] {
  const [row] = entries;
  if (row !== undefined) {
    const because =
      'The question went out and nobody answered: the other end is down, unplugged or has another address.';
    return [`${entry.to} is ${row.state.join(',')} on ${row.dev}`, evidence, because];
  }
  const because = 'The address was never asked for on a wire: no route makes it a neighbour, or the interface is down.';
  return [`no entry for ${entry.to}`, evidence, because];
}
