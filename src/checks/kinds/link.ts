import * as z from 'zod';
import { type Link, links } from '../../system/ip.ts';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { type Facet, failed, verdictOf } from '../parts/facets.ts';
import { look, show } from '../parts/look.ts';
import { device, interfaceAt, ip, mac, port, splitInterface } from '../parts/terms.ts';
import { missingInterface, type Whereabouts, whereabouts, whyMissing } from '../parts/whereabouts.ts';
import { linkFacets } from './link-facets.ts';
import { type PeerSeen, peerFacet, seePeer } from './link-peer.ts';

const vxlan = z
  .strictObject({
    id: z.number().int().min(0).max(16_777_215).optional().describe('The VXLAN network identifier (VNI).'),
    local: ip.optional().describe("The tunnel's own address."),
    remote: ip.optional().describe("The other end's address."),
    port: port.optional().describe('The UDP port, 4789 by the standard.'),
  })
  .describe('What a VXLAN interface must be set to.');

const schema = z.strictObject({
  at: interfaceAt.describe('The interface, such as red:veth-red.'),
  exists: z.boolean().default(true).describe('false: the place must have no interface of that name.'),
  kind: z.string().optional().describe('The kind of interface, such as veth, bridge or vxlan.'),
  state: z.enum(['up', 'down']).optional().describe('Whether it is switched on (`ip link set … up`).'),
  carrier: z.boolean().optional().describe('Whether a signal comes in: both ends of a veth must be up.'),
  mtu: z.number().int().min(68).max(65535).optional().describe('The largest packet in bytes.'),
  mac: mac.optional().describe('The MAC address.'),
  master: z
    .union([z.literal('none'), device])
    .optional()
    .describe('The bridge it is a port of, or `none`.'),
  peer: interfaceAt.optional().describe('The other end of the veth pair, such as host:veth-red-br.'),
  vxlan: vxlan.optional(),
});

export type LinkEntry = z.output<typeof schema>;
type Seen = {
  link: Link | undefined;
  /** Set when the interface is missing. */
  whereabouts: Whereabouts | undefined;
  peer: PeerSeen | undefined;
  evidence: Evidence;
};

export const link: CheckKind<LinkEntry, Seen> = {
  kind: 'link',
  about: 'An interface exists and is as asked: kind, state, carrier, mtu, MAC, bridge, other end, VXLAN settings.',
  example: 'link: {at: "red:veth-red", kind: veth, state: up, peer: "host:veth-red-br"}',
  schema,
  title,
  places: (entry) => (entry.peer === undefined ? [entry.at] : [entry.at, entry.peer]),
  probe,
  judge(entry, seen) {
    const { place, dev = '' } = splitInterface(entry.at);
    if (!entry.exists) return verdictOf([goneFacet(place, dev, seen)], seen.evidence);
    if (seen.link === undefined) {
      const where = seen.whereabouts ?? { present: [], elsewhere: [] };
      const found = missingInterface(place, dev, where);
      return failed(`an interface ${dev} in ${place}`, found, seen.evidence, whyMissing(place, dev, where));
    }
    const facets = linkFacets(entry, seen.link);
    if (entry.peer !== undefined && seen.peer !== undefined) facets.push(peerFacet(entry.peer, seen.link, seen.peer));
    const there = { holds: true, expected: `${dev} in ${place}`, found: `${dev} in ${place}` };
    return verdictOf(facets.length === 0 ? [there] : facets, seen.evidence);
  },
};

function title(entry: LinkEntry): string {
  if (!entry.exists) return `${entry.at} is gone`;
  if (entry.peer !== undefined) return `${entry.at} is wired to ${entry.peer}`;
  if (entry.master !== undefined && entry.master !== 'none') return `${entry.at} is a port of ${entry.master}`;
  if (entry.state !== undefined) return `${entry.at} is ${entry.state}`;
  return `${entry.at} exists`;
}

async function probe(entry: LinkEntry, { network }: Context): Promise<Seen> {
  const { place, dev = '' } = splitInterface(entry.at);
  const peer = entry.peer === undefined ? undefined : splitInterface(entry.peer);
  const [all, evidence, peerSeen] = await Promise.all([
    look(network, place, links),
    show(network, place, ['ip', '-d', 'link', 'show', 'dev', dev]),
    peer === undefined ? undefined : seePeer(network, place, peer.place, peer.dev ?? ''),
  ]);
  const found = all.find((link) => link.ifname === dev);
  const others = peer === undefined ? [] : [peer.place];
  const lost = found === undefined && entry.exists ? await whereabouts(network, place, dev, all, others) : undefined;
  return { link: found, whereabouts: lost, peer: peerSeen, evidence };
}

function goneFacet(place: string, dev: string, seen: Seen): Facet {
  const holds = seen.link === undefined;
  const expected = `no interface ${dev} in ${place}`;
  return { holds, expected, found: holds ? expected : `${dev} is still in ${place}` };
}
