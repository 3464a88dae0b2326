import type { Route } from '../../system/ip.ts';
import type { Facet } from '../parts/facets.ts';
import { sameAddress } from '../parts/prefix.ts';
import type { PathEntry } from './path.ts';

/** ENETUNREACH is the only answer that a missing route gives. */
export function whyRefused(refusal: string): string {
  if (refusal === 'Network is unreachable') return 'No route covers the address, not even a default route.';
  return 'A route covers the address, but it is one that refuses.';
}

/** What an entry asks of the way that the kernel takes; `mtu` is what the sender knows of it. */
export function pathFacets(entry: PathEntry, route: Route, mtu: number | undefined): Facet[] {
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
  if (entry.mtu !== undefined) {
    const expected = `packets of at most ${entry.mtu} bytes`;
    out.push({ holds: mtu === entry.mtu, expected, found: `packets of at most ${mtu ?? 'unknown'} bytes` });
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

/** `via 10.0.0.1 dev eth0 src 10.0.0.2` */
export function describe(route: Route): string {
  const hop = route.gateway ?? route.via?.host;
  const source = route.prefsrc === undefined ? '' : ` src ${route.prefsrc}`;
  return `${hop === undefined ? 'directly' : `via ${hop}`}${route.dev === undefined ? '' : ` dev ${route.dev}`}${source}`;
}
