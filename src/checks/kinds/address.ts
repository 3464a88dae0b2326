import * as z from 'zod';
import { addresses, type InterfaceAddresses } from '../../system/ip.ts';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { type Facet, failed, verdictOf } from '../parts/facets.ts';
import { look, show } from '../parts/look.ts';
import { holdsAddress, parsePrefix, sameAddress } from '../parts/prefix.ts';
import { asList, cidr, interfaceAt, ipOrCidr, place, splitInterface } from '../parts/terms.ts';
import { lacksInterface } from '../parts/whereabouts.ts';

const schema = z
  .strictObject({
    at: z
      .union([interfaceAt, place])
      .describe('An interface such as red:veth-red, or a place for any of its interfaces.'),
    has: z
      .union([cidr, z.array(cidr)])
      .optional()
      .describe('The address with its prefix length, such as 192.168.15.1/24, or a list.'),
    lacks: z
      .union([ipOrCidr, z.array(ipOrCidr)])
      .optional()
      .describe('An address, or a prefix in which there must be no address, or a list.'),
    only: z.boolean().default(false).describe('true: no addresses but those of `has` (and the automatic ones).'),
  })
  .refine((entry) => entry.has !== undefined || entry.lacks !== undefined, 'an address check needs `has` or `lacks`');

type Entry = z.output<typeof schema>;
type Address = { dev: string; cidr: string; duplicate: boolean };
type Seen = { interfaces: readonly string[]; addresses: readonly Address[]; evidence: Evidence };

export const address: CheckKind<Entry, Seen> = {
  kind: 'address',
  about: 'An interface has, or lacks, IP addresses. A wrong prefix length or the wrong interface is said.',
  example: 'address: {at: "red:veth-red", has: 192.168.15.1/24}',
  schema,
  title,
  places: (entry) => [entry.at],
  probe,
  judge(entry, seen) {
    const { place, dev } = splitInterface(entry.at);
    const wanted = [...asList(entry.has), ...asList(entry.lacks).map((text) => `no ${text}`)].join(', ');
    if (dev !== undefined && !seen.interfaces.includes(dev)) {
      const has = lacksInterface(place, dev, seen.interfaces);
      return failed(`${wanted} on ${dev}`, has, seen.evidence, onAnother(asList(entry.has), undefined, seen.addresses));
    }
    const here = seen.addresses.filter((address) => dev === undefined || address.dev === dev);
    const facets = [
      ...asList(entry.has).map((text) => hasFacet(text, dev ?? place, dev, here, seen.addresses)),
      ...asList(entry.lacks).map((text) => lacksFacet(text, here)),
      ...(entry.only ? [onlyFacet(asList(entry.has), dev ?? place, here)] : []),
    ];
    return verdictOf(facets, seen.evidence);
  },
};

function title(entry: Entry): string {
  const has = asList(entry.has);
  if (has.length > 0) return `${entry.at} has ${has.join(', ')}`;
  return `${entry.at} has no address in ${asList(entry.lacks).join(', ')}`;
}

async function probe(entry: Entry, { network }: Context): Promise<Seen> {
  const { place, dev } = splitInterface(entry.at);
  const byHand = dev === undefined ? ['ip', 'addr', 'show'] : ['ip', 'addr', 'show', 'dev', dev];
  const [all, evidence] = await Promise.all([look(network, place, addresses), show(network, place, byHand)]);
  return { interfaces: all.map(({ ifname }) => ifname), addresses: all.flatMap(addressesOf), evidence };
}

function addressesOf({ ifname, addr_info }: InterfaceAddresses): Address[] {
  return addr_info
    .filter((info) => info.local !== undefined)
    .map((info) => ({ dev: ifname, cidr: `${info.local}/${info.prefixlen}`, duplicate: info.dadfailed === true }));
}

function hasFacet(
  wanted: string,
  where: string,
  dev: string | undefined,
  here: readonly Address[],
  all: readonly Address[],
): Facet {
  const expected = `${wanted} on ${where}`;
  const same = here.filter((address) => sameAddress(address.cidr, wanted));
  const right = same.find((address) => lengthOf(address.cidr) === lengthOf(wanted));
  if (right?.duplicate) {
    return { holds: false, expected, found: `${wanted}, refused as a duplicate`, because: 'Another machine has it.' };
  }
  if (right !== undefined) return { holds: true, expected, found: expected };
  const [wrong] = same;
  if (wrong !== undefined) return { holds: false, expected, ...wrongLength(wrong.cidr, wanted) };
  const other = dev === undefined ? undefined : all.find((address) => sameAddress(address.cidr, wanted));
  const found = other === undefined ? shown(here, where) : `the address is on ${other.dev} instead of ${dev}`;
  return { holds: false, expected, found, because: onAnother([wanted], dev, all) };
}

function wrongLength(found: string, wanted: string): { found: string; because: string } {
  const [is, due] = [lengthOf(found), lengthOf(wanted)];
  const because =
    is === 32 || is === 128
      ? `Without a prefix length \`ip addr add\` takes /${is}: the address alone, with no route to its neighbours.`
      : 'The prefix length says which addresses are neighbours, reached without a gateway.';
  return { found: `wrong prefix length: /${is} instead of /${due}`, because };
}

function lacksFacet(unwanted: string, here: readonly Address[]): Facet {
  const hits = here.filter((address) => holdsAddress(unwanted, address.cidr));
  const found = hits.map((address) => `${address.cidr} on ${address.dev}`).join(', ');
  const expected = unwanted.includes('/') ? `no address in ${unwanted}` : `no address ${unwanted}`;
  return { holds: hits.length === 0, expected, found: found || expected };
}

function onlyFacet(wanted: readonly string[], where: string, here: readonly Address[]): Facet {
  const extra = notAutomatic(here).filter((address) => !wanted.some((text) => sameAddress(text, address.cidr)));
  const expected = `no other addresses on ${where}`;
  return { holds: extra.length === 0, expected, found: extra.map(({ cidr }) => `also ${cidr}`).join(', ') || expected };
}

function shown(here: readonly Address[], where: string): string {
  const own = notAutomatic(here).map(({ cidr }) => cidr);
  return own.length === 0 ? `no address on ${where}` : `${own.join(', ')} on ${where}`;
}

/** Without what the kernel gives by itself: loopback and link-local addresses. */
function notAutomatic(here: readonly Address[]): Address[] {
  return here.filter(({ cidr }) => !['127.0.0.0/8', '::1', 'fe80::/10'].some((range) => holdsAddress(range, cidr)));
}

function onAnother(wanted: readonly string[], dev: string | undefined, all: readonly Address[]): string | undefined {
  const other = all.find((address) => wanted.some((text) => sameAddress(text, address.cidr)) && address.dev !== dev);
  if (other === undefined) return undefined;
  return `The address is on ${other.dev}. \`ip addr del ${other.cidr} dev ${other.dev}\` takes it off.`;
}

function lengthOf(text: string): number | undefined {
  return parsePrefix(text)?.length;
}
