import * as z from 'zod';
import { type Route, routeTo } from '../../system/ip.ts';
import { type CheckKind, type Context, type Evidence, ProbeError } from '../check.ts';
import { type Facet, failed, verdictOf } from '../parts/facets.ts';
import { mustEnd } from '../parts/look.ts';
import { sameAddress } from '../parts/prefix.ts';
import { device, ip, place } from '../parts/terms.ts';

const schema = z
  .strictObject({
    from: place.describe('Where the packet starts.'),
    to: ip.describe('The address it is for.'),
    via: z
      .union([z.literal('direct'), ip])
      .optional()
      .describe('The next hop, or `direct` for a neighbour.'),
    dev: device.optional().describe('The interface it leaves by.'),
    src: ip.optional().describe('The source address it gets.'),
    reachable: z.boolean().default(true).describe('false: the kernel must know no way.'),
  })
  .refine(
    (entry) => entry.reachable || (entry.via ?? entry.dev ?? entry.src) === undefined,
    'with `reachable: false` there is no via, dev or src',
  );

type Entry = z.output<typeof schema>;
type Seen = { route: Route | undefined; refusal: string; evidence: Evidence };

/** Types of a route that lead nowhere, ip-route(8). */
const DEAD_ENDS: readonly string[] = ['unreachable', 'blackhole', 'prohibit', 'throw'];

export const path: CheckKind<Entry, Seen> = {
  kind: 'path',
  about: 'What the kernel decides for a packet to an address, as `ip route get` says: next hop, interface, source.',
  example: 'path: {from: red, to: 192.168.1.3, via: 192.168.15.5, dev: veth-red}',
  schema,
  title: (entry) =>
    entry.reachable
      ? `${entry.from} knows the way to ${entry.to}${entry.via === undefined ? '' : ` (${entry.via})`}`
      : `${entry.from} knows no way to ${entry.to}`,
  places: (entry) => [entry.from],
  probe,
  judge(entry, { route, refusal, evidence }) {
    if (!entry.reachable) {
      const expected = `no way to ${entry.to}`;
      const found = route === undefined ? refusal : describe(route);
      return verdictOf([{ holds: route === undefined, expected, found }], evidence);
    }
    if (route === undefined) {
      return failed(`a way to ${entry.to}`, refusal, evidence, whyRefused(refusal));
    }
    return verdictOf(facets(entry, route), evidence);
  },
};

async function probe(entry: Entry, { network }: Context): Promise<Seen> {
  const reader = routeTo(entry.to);
  const ran = await network.read(entry.from, reader.argv);
  const evidence = network.evidence(await network.read(entry.from, ['ip', 'route', 'get', entry.to]));
  mustEnd(network, ran);
  // `ip` exits with 2 when the kernel says no; anything else is ip's own trouble.
  const answer = /^RTNETLINK answers: (.+)$/m.exec(ran.stderr)?.[1];
  if (ran.exitCode === 2 && answer !== undefined) return { route: undefined, refusal: refusalOf(answer), evidence };
  if (ran.exitCode !== 0) throw new ProbeError(`ip route get failed: ${ran.stderr.trim()}`, evidence);
  try {
    const route = reader.parse(ran.stdout);
    return DEAD_ENDS.includes(route.type)
      ? { route: undefined, refusal: `a route of type ${route.type}`, evidence }
      : { route, refusal: '', evidence };
  } catch (error) {
    throw new ProbeError(`ip route get printed what netlab cannot read: ${String(error)}`, evidence);
  }
}

/** The kernel's answers for the dead ends: a blackhole says EINVAL, prohibit EACCES, unreachable EHOSTUNREACH. */
function refusalOf(answer: string): string {
  if (answer === 'Invalid argument') return 'a blackhole route';
  if (answer === 'Permission denied') return 'a route that prohibits it';
  return answer;
}

/** ENETUNREACH is the only answer that a missing route gives. */
function whyRefused(refusal: string): string {
  if (refusal === 'Network is unreachable') return 'No route covers the address, not even a default route.';
  return 'A route covers the address, but it is one that refuses.';
}

function facets(entry: Entry, route: Route): Facet[] {
  const out: Facet[] = [];
  const hop = route.gateway ?? route.via?.host;
  if (route.type === 'local') {
    const expected = entry.via === undefined ? `a way to ${entry.to}` : viaPhrase(entry.via);
    out.push({ holds: entry.via === undefined, expected, found: `${entry.to} is an address of ${entry.from} itself` });
  } else if (entry.via !== undefined) {
    const holds = entry.via === 'direct' ? hop === undefined : hop !== undefined && sameAddress(hop, entry.via);
    out.push({
      holds,
      expected: viaPhrase(entry.via),
      found: viaPhrase(hop ?? 'direct'),
      because: why(entry.via, hop),
    });
  }
  if (entry.dev !== undefined) {
    out.push({ holds: route.dev === entry.dev, expected: `dev ${entry.dev}`, found: `dev ${route.dev ?? 'none'}` });
  }
  if (entry.src !== undefined) {
    const holds = route.prefsrc !== undefined && sameAddress(route.prefsrc, entry.src);
    out.push({ holds, expected: `src ${entry.src}`, found: `src ${route.prefsrc ?? 'none'}` });
  }
  return out.length > 0 ? out : [{ holds: true, expected: `a way to ${entry.to}`, found: describe(route) }];
}

function why(wanted: string, hop: string | undefined): string | undefined {
  if (wanted !== 'direct' && hop === undefined) {
    return 'The kernel takes the address for a neighbour: an address with too short a prefix, or a route without `via`.';
  }
  if (wanted === 'direct')
    return 'The address should be a neighbour: the prefix length of the own address decides that.';
  return 'The most specific route wins, then the lowest metric.';
}

function viaPhrase(via: string): string {
  return via === 'direct' ? 'directly, as a neighbour' : `via ${via}`;
}

function describe(route: Route): string {
  const hop = route.gateway ?? route.via?.host;
  const source = route.prefsrc === undefined ? '' : ` src ${route.prefsrc}`;
  return `${hop === undefined ? 'directly' : `via ${hop}`}${route.dev === undefined ? '' : ` dev ${route.dev}`}${source}`;
}
