import type { Route } from '../../system/ip.ts';
import type { Facet } from '../parts/facets.ts';
import { contains, familyOf, parsePrefix, sameAddress, samePrefix } from '../parts/prefix.ts';
import type { RouteEntry } from './route.ts';

type Wanted = {
  to: string;
  via?: string | undefined;
  /** One of several next hops, where `via` is the only one. */
  hop?: string | undefined;
  dev?: string | undefined;
  src?: string | undefined;
};

/** A route to exactly this prefix; of several, the one with the lowest metric, since the kernel takes that. */
export function presenceFacet(entry: RouteEntry, all: readonly Route[], family: 4 | 6): Facet {
  const wanted: Wanted = { ...entry, to: entry.to ?? 'default' };
  const table = all.filter((route) => route.table === String(entry.table));
  const same = table
    .filter((route) => samePrefix(route.dst, wanted.to, family))
    .filter((route) => entry.metric === undefined || (route.metric ?? 0) === entry.metric)
    .toSorted((a, b) => (a.metric ?? 0) - (b.metric ?? 0));
  const metric = entry.metric === undefined ? '' : ` metric ${entry.metric}`;
  const expected = `${phrase(wanted)}${metric}`;
  const [best] = same;
  if (best === undefined) return { holds: false, expected, ...missing(wanted.to, table, family) };
  if (matches(best, wanted)) return { holds: true, expected, found: describe(best) };
  return { holds: false, expected, found: describe(best), because: whyOther(best, wanted, same) };
}

/** No route to the prefix or to a part of it; `default` means only the default route itself. */
export function absenceFacet(entry: RouteEntry, all: readonly Route[], family: 4 | 6): Facet {
  const wanted: Wanted = { ...entry, to: entry.to ?? 'default' };
  const isDefault = parsePrefix(wanted.to, family)?.length === 0;
  const hits = all
    .filter((route) => route.table === String(entry.table))
    .filter((route) => (isDefault ? samePrefix : contains)(wanted.to, route.dst, family))
    .filter((route) => matchesHops(route, wanted));
  const expected = `no ${phrase(wanted)}`;
  return { holds: hits.length === 0, expected, found: hits.map(describe).join(', ') || expected };
}

/** All routes of the main table, whichever the order; those the kernel or a router made by themselves do not count. */
export function exactFacets(wanted: readonly Wanted[], all: readonly Route[]): Facet[] {
  const made = all.filter((route) => route.table === 'main' && !['kernel', 'ra'].includes(route.protocol ?? ''));
  const fits = (one: Wanted, route: Route) =>
    samePrefix(route.dst, one.to, familyOf(one.via ?? '') === 6 ? 6 : familyOf(one.to)) && matches(route, one);
  const missing = wanted
    .filter((one) => !made.some((route) => fits(one, route)))
    .map((one) => ({ holds: false, expected: phrase(one), found: `no ${phrase(one)}` }));
  const extra = made
    .filter((route) => !wanted.some((one) => fits(one, route)))
    .map((route) => ({ holds: false, expected: 'no other routes', found: `also ${describe(route)}` }));
  const found = made.map(describe).join(', ') || 'no routes but the kernel’s own';
  const holds = { holds: true, expected: wanted.map(phrase).join(', ') || 'no routes but the kernel’s own', found };
  return [...missing, ...extra].length === 0 ? [holds] : [...missing, ...extra];
}

/** `10.0.0.0/8 via 192.168.15.5 dev veth-red`. */
function describe(route: Route): string {
  const type = route.type === 'unicast' ? '' : `${route.type} `;
  const hops = hopsOf(route).map(({ via, dev }) => `${via ? ` via ${via}` : ''}${dev ? ` dev ${dev}` : ''}`);
  const metric = route.metric === undefined ? '' : ` metric ${route.metric}`;
  return `${type}${nice(route.dst)}${hops.join(' and')}${metric}`;
}

function matches(route: Route, wanted: Wanted): boolean {
  if (route.type !== 'unicast' || route.flags.includes('dead')) return false;
  if (wanted.src !== undefined && !sameAddress(route.prefsrc ?? '', wanted.src)) return false;
  return matchesHops(route, wanted);
}

/** Every next hop must be the wanted one: half of the packets elsewhere is not what was asked. */
function matchesHops(route: Route, wanted: Wanted): boolean {
  const { hop } = wanted;
  if (hop !== undefined && !hopsOf(route).some(({ via }) => via !== undefined && sameAddress(via, hop))) return false;
  return hopsOf(route).every(
    ({ via, dev }) =>
      (wanted.via === undefined || (via !== undefined && sameAddress(via, wanted.via))) &&
      (wanted.dev === undefined || dev === wanted.dev),
  );
}

function hopsOf(route: Route): { via: string | undefined; dev: string | undefined }[] {
  const hops = route.nexthops ?? [route];
  return hops.map(({ gateway, via, dev }) => ({ via: gateway ?? via?.host, dev }));
}

function missing(to: string, table: readonly Route[], family: 4 | 6): { found: string; because?: string } {
  const wanted = parsePrefix(to, family);
  const near = table.find((route) => {
    const is = parsePrefix(route.dst, family);
    return is !== undefined && wanted !== undefined && is.length > 0 && is.address === wanted.first;
  });
  const what = wanted?.length === 0 ? 'no default route' : `no route to ${to}`;
  if (near !== undefined) return { found: `${what}, but ${describe(near)}`, because: 'The prefix length is another.' };
  const shown = table.filter((route) => route.type === 'unicast').map(describe);
  const found = shown.length === 0 ? `${what} (the table is empty)` : `${what} (there is ${shown.join(', ')})`;
  return { found, because: whyMissing(wanted?.length === 0, table) };
}

function whyMissing(isDefault: boolean, table: readonly Route[]): string {
  if (table.length === 0)
    return 'Routes need an interface that is up and has an address; routes vanish when it goes down.';
  if (isDefault) return 'Without a default route, everything that no other route covers is "Network is unreachable".';
  return 'A machine sends only where a route tells it to; setting an interface down removes its routes.';
}

function whyOther(best: Route, wanted: Wanted, same: readonly Route[]): string | undefined {
  if (best.type !== 'unicast') return `A ${best.type} route drops what it matches.`;
  if (best.flags.includes('dead')) return 'The interface of this route is down.';
  if (same.slice(1).some((route) => matches(route, wanted)))
    return 'Another route to the same place has a lower metric.';
  if (hopsOf(best).length > 1 && wanted.hop === undefined)
    return 'The route has several next hops, so that packets go different ways.';
  const via = hopsOf(best)[0]?.via;
  if (wanted.via !== undefined && via === undefined)
    return 'Without `via` the kernel asks for the far address on the wire itself.';
  return undefined;
}

function phrase({ to, via, hop, dev, src }: Wanted): string {
  const parts = [nice(to) === 'default' ? 'default route' : `route to ${to}`];
  if (via !== undefined) parts.push(`via ${via}`);
  if (hop !== undefined) parts.push(`via ${hop} among others`);
  if (dev !== undefined) parts.push(`dev ${dev}`);
  if (src !== undefined) parts.push(`src ${src}`);
  return parts.join(' ');
}

function nice(dst: string): string {
  return dst === '0.0.0.0/0' || dst === '::/0' ? 'default' : dst;
}
