import type { Route } from '../system/ip.ts';
import type { Found, Proposal } from './proposal.ts';
import type { LabState } from './state.ts';

/** What IPv6 routes have unless somebody says otherwise (`IP6_RT_PRIO_USER`). */
const IPV6_METRIC = 1024;

/** Routes that were added, and those of the start that are gone; what the kernel makes for its own addresses does not count. */
export function routeProposals(start: LabState, now: LabState): Found[] {
  return now.places.flatMap((here) => {
    const before = start.places.find(({ place }) => place === here.place);
    return ([4, 6] as const).flatMap((family) => {
      const is = here.routes[family].filter(isMade);
      const was = before?.routes[family].filter(isMade) ?? [];
      const entries = (some: readonly Route[]) => some.map((route) => ({ route, entry: entryOf(route, family) }));
      return [
        ...entries(without(is, was)).map(({ route, entry }) => added(here.place, route, entry)),
        ...entries(without(was, is)).map(({ entry }) => about({ at: here.place, ...entry, exists: false })),
      ];
    });
  });
}

function isMade({ protocol, table, type }: Route): boolean {
  const isByItself = ['kernel', 'ra', 'redirect'].includes(protocol ?? '') || table === 'local';
  return !isByItself && !['local', 'broadcast', 'multicast', 'anycast'].includes(type);
}

/** A route is another one when it leads elsewhere; whether its interface is up now does not matter. */
function without(some: readonly Route[], others: readonly Route[]): Route[] {
  const known = new Set(others.map(asKey));
  return some.filter((route) => !known.has(asKey(route)));
}

function asKey({ type, dst, gateway, via, dev, table, metric, prefsrc, nexthops }: Route): string {
  return JSON.stringify([type, dst, gateway, via, dev, table, metric, prefsrc, nexthops]);
}

function entryOf(route: Route, family: 4 | 6): Record<string, unknown> {
  const via = route.gateway ?? route.via?.host;
  const entry = {
    to: route.dst === 'default' && family === 6 ? '::/0' : route.dst,
    via,
    // The next hop says which interface it is, so a check of both would refuse other right ways.
    dev: via === undefined ? route.dev : undefined,
    src: route.prefsrc,
    metric: family === 6 && route.metric === IPV6_METRIC ? undefined : route.metric,
    table: route.table === 'main' ? undefined : route.table,
  };
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

function added(place: string, route: Route, entry: Record<string, unknown>): Found {
  if (route.type !== 'unicast') {
    const unsaid = `${place} has a route of the type ${route.type} to ${route.dst}, which the kind \`route\` cannot ask for`;
    return { about: 'routes', unsaid };
  }
  const proposal = about({ at: place, ...entry });
  return route.nexthops === undefined
    ? proposal
    : { ...proposal, remark: 'the route has several next hops; the check asks for none of them' };
}

function about(entry: Proposal['entry']): Proposal {
  return { about: 'routes', kind: 'route', entry };
}
