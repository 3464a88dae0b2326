import * as z from 'zod';
import { type FdbEntry, fdbEntries } from '../../system/bridge.ts';
import { type Link, links } from '../../system/ip.ts';
import type { CheckKind, Context, Evidence, Verdict } from '../check.ts';
import { failed, verdictOf } from '../parts/facets.ts';
import { look, lookNow, showNow } from '../parts/look.ts';
import { sameAddress } from '../parts/prefix.ts';
import { device, interfaceAt, ip, mac, place, splitInterface } from '../parts/terms.ts';
import { type TrueMac, trueMac } from '../parts/true-mac.ts';
import { lacksInterface } from '../parts/whereabouts.ts';

const schema = z
  .strictObject({
    bridge: interfaceAt.describe('The bridge, such as host:v-net-0.'),
    behind: device.describe('The port the MAC address must be behind.'),
    'mac-of': interfaceAt.optional().describe('The interface whose MAC address it is, such as red:veth-red.'),
    mac: mac.optional().describe('The MAC address, in place of `mac-of`.'),
    vtep: ip
      .optional()
      .describe('`behind` is a VXLAN device, and it sends frames for the MAC address to the node at this address.'),
    known: z.boolean().default(true).describe('false: the bridge must not have it behind that port.'),
    provoke: z
      .strictObject({ from: place.describe('Who sends.'), to: ip.describe('To which address.') })
      .optional()
      .describe('A ping sent first, so that the bridge has something to learn from. Its answer does not matter.'),
  })
  .refine((entry) => (entry['mac-of'] === undefined) !== (entry.mac === undefined), {
    error: 'an fdb check has either `mac-of` or `mac`',
  })
  .refine(({ known, vtep }) => known || vtep === undefined, '`vtep` goes with `known: true`');

type Entry = z.output<typeof schema>;
type Seen = { links: readonly Link[]; table: readonly FdbEntry[]; truth: TrueMac; evidence: Evidence };

export const fdb: CheckKind<Entry, Seen> = {
  kind: 'fdb',
  about: 'A bridge knows a MAC address behind a port: learned or static. The port’s own address does not count.',
  example: 'fdb: {bridge: "host:v-net-0", behind: veth-red-br, mac-of: "red:veth-red"}',
  schema,
  title: (entry) => {
    const whose = entry['mac-of'] ?? entry.mac;
    const { dev } = splitInterface(entry.bridge);
    if (entry.vtep !== undefined) return `${dev} has ${whose} behind ${entry.behind}, at the VTEP ${entry.vtep}`;
    return entry.known
      ? `${dev} has ${whose} behind ${entry.behind}`
      : `${dev} does not have ${whose} behind ${entry.behind}`;
  },
  places: (entry) => [entry.bridge, entry['mac-of'], entry.provoke?.from].filter((at) => at !== undefined),
  probe,
  judge,
};

async function probe(entry: Entry, { network }: Context): Promise<Seen> {
  const { place, dev = '' } = splitInterface(entry.bridge);
  const { provoke } = entry;
  const [all, truth] = await Promise.all([
    look(network, place, links),
    entry.mac === undefined ? trueMac(network, entry['mac-of'] ?? '') : { mac: entry.mac.toLowerCase() },
    provoke && network.read(provoke.from, ['ping', '-n', '-c', '1', '-W', '1', provoke.to]),
  ]);
  const [table, evidence] = await Promise.all([
    lookNow(network, place, fdbEntries),
    showNow(network, place, [
      'bridge',
      'fdb',
      'show',
      ...(entry.vtep === undefined ? ['br', dev] : ['dev', entry.behind]),
    ]),
  ]);
  return { links: all, table, truth, evidence };
}

function judge(entry: Entry, seen: Seen): Verdict {
  const { place, dev = '' } = splitInterface(entry.bridge);
  const expected = `${entry['mac-of'] ?? entry.mac} ${entry.known ? '' : 'not '}behind ${entry.behind}`;
  const missing = missingBridge(place, dev, entry.behind, seen.links);
  if (missing !== undefined) return failed(expected, missing, seen.evidence);
  if (seen.truth.mac === undefined) return failed(expected, seen.truth.missing, seen.evidence);
  const { mac } = seen.truth;
  const ports = seen.table
    .filter((row) => row.mac.toLowerCase() === mac && row.master === dev && isForwarding(row))
    .map((row) => row.ifname ?? '');
  const holds = ports.includes(entry.behind) === entry.known;
  const found = ports.length === 0 ? `${dev} does not know ${mac}` : `${mac} behind ${[...new Set(ports)].join(', ')}`;
  const because =
    ports.length === 0 && entry.known
      ? 'A bridge learns a MAC address when a frame from it arrives, and forgets it after 300 seconds of silence.'
      : undefined;
  const facets = [{ holds, expected, found, because }];
  if (entry.vtep !== undefined) facets.push(vtepFacet(entry.behind, entry.vtep, mac, seen));
  return verdictOf(facets, seen.evidence);
}

/** A VXLAN device has a table of its own, beside the bridge's: which node has which MAC address, bridge(8), `dst`. */
function vtepFacet(port: string, vtep: string, mac: string, { links, table }: Seen) {
  const expected = `${port} sends frames for ${mac} to ${vtep}`;
  const isVxlan = links.some((link) => link.ifname === port && link.linkinfo?.info_kind === 'vxlan');
  if (!isVxlan) return { holds: false, expected, found: `${port} is not a VXLAN device`, because: undefined };
  const known = table
    .filter((row) => row.mac.toLowerCase() === mac && row.ifname === port)
    .flatMap(({ dst }) => (dst === undefined ? [] : [dst]));
  return {
    holds: known.some((dst) => sameAddress(dst, vtep)),
    expected,
    found: known.length === 0 ? `${port} has no VTEP for ${mac}` : `${port} sends them to ${known.join(', ')}`,
    because:
      'A VXLAN device sends a frame to the VTEP its own table names for the MAC address, set by hand or learned.',
  };
}

/** A permanent entry is an address of the bridge or port itself: frames for it are taken in, not sent out. */
function isForwarding(row: FdbEntry): boolean {
  return row.state !== 'permanent' && !row.flags.includes('self');
}

function missingBridge(place: string, dev: string, port: string, all: readonly Link[]): string | undefined {
  const bridge = all.find((link) => link.ifname === dev);
  if (bridge === undefined)
    return lacksInterface(
      place,
      dev,
      all.map(({ ifname }) => ifname),
    );
  if (bridge.linkinfo?.info_kind !== 'bridge') return `${dev} is not a bridge`;
  const own = all.find((link) => link.ifname === port);
  if (own === undefined)
    return lacksInterface(
      place,
      port,
      all.map(({ ifname }) => ifname),
    );
  return own.master === dev ? undefined : `${port} is not a port of ${dev}`;
}
