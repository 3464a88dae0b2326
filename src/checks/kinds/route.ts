import * as z from 'zod';
import { type Route, routes } from '../../system/ip.ts';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { verdictOf } from '../parts/facets.ts';
import { look, show } from '../parts/look.ts';
import { familyOf } from '../parts/prefix.ts';
import { device, ip, ipOrCidr, place } from '../parts/terms.ts';
import { absenceFacet, exactFacets, presenceFacet } from './route-facets.ts';

const destination = z.union([z.literal('default'), ipOrCidr]);
const hop = {
  via: ip.optional().describe('The next hop (gateway).'),
  dev: device.optional().describe('The interface to leave by.'),
};

const schema = z
  .strictObject({
    at: place.describe('Whose routing table.'),
    to: destination.optional().describe('The destination: a prefix, an address or `default`.'),
    ...hop,
    hop: ip
      .optional()
      .describe('One of the next hops of a route that has several (ECMP): `nexthop via` in `ip route`.'),
    src: ip.optional().describe('The source address the route prefers.'),
    metric: z.number().int().min(0).optional().describe('The metric; the lower wins.'),
    exists: z.boolean().default(true).describe('false: no route to this prefix, nor to a part of it.'),
    table: z.union([z.string(), z.number().int()]).default('main').describe('The routing table, a name or a number.'),
    exact: z
      .array(z.strictObject({ to: destination.describe('The destination.'), ...hop }))
      .optional()
      .describe('In place of `to`: all routes of the main table but those the kernel made for its own addresses.'),
  })
  .refine(
    (entry) => (entry.to === undefined) !== (entry.exact === undefined),
    'a route check has either `to` or `exact`',
  )
  .refine(
    ({ via, hop: one }) => via === undefined || one === undefined,
    '`via` is the only next hop, `hop` is one of several: not both',
  );

export type RouteEntry = z.output<typeof schema>;
type Seen = { routes: readonly Route[]; family: 4 | 6; evidence: Evidence };

export const route: CheckKind<RouteEntry, Seen> = {
  kind: 'route',
  about: 'A routing table has, or lacks, a route; or has exactly these routes. What is used in the end is a `path`.',
  example: 'route: {at: red, to: default, via: 192.168.15.5}',
  schema,
  title,
  places: (entry) => [entry.at],
  probe,
  judge(entry, { routes: all, family, evidence }) {
    if (entry.exact !== undefined) return verdictOf(exactFacets(entry.exact, all), evidence);
    const facet = entry.exists ? presenceFacet(entry, all, family) : absenceFacet(entry, all, family);
    return verdictOf([facet], evidence);
  },
};

function title(entry: RouteEntry): string {
  if (entry.exact !== undefined) return `${entry.at} has exactly the routes asked for`;
  const via = (entry.via ?? entry.hop) ? ` via ${entry.via ?? entry.hop}` : '';
  if (!entry.exists) return `${entry.at} has no route to ${entry.to}${via}`;
  return entry.to === 'default'
    ? `${entry.at} has a default route${via}`
    : `${entry.at} has a route to ${entry.to}${via}`;
}

async function probe(entry: RouteEntry, { network }: Context): Promise<Seen> {
  const family = wantedFamily(entry);
  const byHand = ['ip', ...(family === 6 ? ['-6'] : []), 'route'];
  if (String(entry.table) !== 'main') byHand.push('show', 'table', String(entry.table));
  const both = entry.exact !== undefined;
  const [four, six, evidence] = await Promise.all([
    both || family === 4 ? look(network, entry.at, routes(4)) : [],
    both || family === 6 ? look(network, entry.at, routes(6)) : [],
    show(network, entry.at, byHand),
  ]);
  return { routes: [...four.map(spelledOut(4)), ...six.map(spelledOut(6))], family, evidence };
}

/** IPv6 when any address of the entry is; `default` alone means IPv4. */
function wantedFamily({ to = '', via = '', hop: one = '', src = '', exact = [] }: RouteEntry): 4 | 6 {
  const texts = [to, via, one, src, ...exact.flatMap((one) => [one.to, one.via ?? ''])];
  return texts.some((text) => familyOf(text) === 6) ? 6 : 4;
}

/** `default` does not say of which family it is; as a prefix it does. */
function spelledOut(family: 4 | 6) {
  return (route: Route): Route => {
    if (route.dst !== 'default') return route;
    return { ...route, dst: family === 4 ? '0.0.0.0/0' : '::/0' };
  };
}
