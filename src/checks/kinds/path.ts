import * as z from 'zod';
import { links, type Route, routeTo } from '../../system/ip.ts';
import { type CheckKind, type Context, type Evidence, type Network, ProbeError } from '../check.ts';
import { failed, verdictOf } from '../parts/facets.ts';
import { look, mustEnd } from '../parts/look.ts';
import { device, ip, place } from '../parts/terms.ts';
import { during, placesOfTraffic, send } from './during.ts';
import { describe, pathFacets, whyRefused } from './path-facets.ts';

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
    mtu: z
      .number()
      .int()
      .min(68)
      .max(65535)
      .optional()
      .describe('The largest packet it may be, as the sender knows: learned from a router, of the route, or of `dev`.'),
    during: during.optional().describe('Traffic sent first, from which the sender may learn the MTU of the way.'),
    reachable: z.boolean().default(true).describe('false: the kernel must know no way.'),
  })
  .refine(
    (entry) => entry.reachable || (entry.via ?? entry.dev ?? entry.src ?? entry.mtu) === undefined,
    'with `reachable: false` there is no via, dev, src or mtu',
  );

export type PathEntry = z.output<typeof schema>;
type Seen = { route: Route | undefined; refusal: string; mtu?: number | undefined; evidence: Evidence };

/** Types of a route that lead nowhere, ip-route(8). */
const DEAD_ENDS: readonly string[] = ['unreachable', 'blackhole', 'prohibit', 'throw'];

export const path: CheckKind<PathEntry, Seen> = {
  kind: 'path',
  about: 'What the kernel decides for a packet to an address, as `ip route get` says: next hop, interface, source.',
  example: 'path: {from: red, to: 192.168.1.3, via: 192.168.15.5, dev: veth-red}',
  schema,
  title: (entry) =>
    entry.reachable
      ? `${entry.from} knows the way to ${entry.to}${entry.via === undefined ? '' : ` (${entry.via})`}`
      : `${entry.from} knows no way to ${entry.to}`,
  places: (entry) => [entry.from, ...placesOfTraffic(entry.during)],
  probe,
  judge(entry, { route, refusal, mtu, evidence }) {
    if (!entry.reachable) {
      const expected = `no way to ${entry.to}`;
      const found = route === undefined ? refusal : describe(route);
      return verdictOf([{ holds: route === undefined, expected, found }], evidence);
    }
    if (route === undefined) {
      return failed(`a way to ${entry.to}`, refusal, evidence, whyRefused(refusal));
    }
    return verdictOf(pathFacets(entry, route, mtu), evidence);
  },
};

async function probe(entry: PathEntry, context: Context): Promise<Seen> {
  const { network } = context;
  if (entry.during) await send(entry.during, context);
  const seen = await decision(entry, network);
  if (entry.mtu === undefined || seen.route === undefined) return seen;
  const { dev, metrics } = seen.route;
  const own = (await look(network, entry.from, links)).find(({ ifname }) => ifname === dev)?.mtu;
  return { ...seen, mtu: metrics?.[0]?.mtu ?? own };
}

async function decision(entry: PathEntry, network: Network): Promise<Seen> {
  const reader = routeTo(entry.to);
  // What was just sent may have changed what the kernel knows.
  const read = (argv: readonly string[]) => {
    return entry.during ? network.run(entry.from, argv) : network.read(entry.from, argv);
  };
  const ran = await read(reader.argv);
  const evidence = network.evidence(await read(['ip', 'route', 'get', entry.to]));
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
