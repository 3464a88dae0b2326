import type { Link } from '../../system/ip.ts';
import type { Facet } from '../parts/facets.ts';
import { sameAddress } from '../parts/prefix.ts';
import type { LinkEntry } from './link.ts';

/** What a `link` entry asks of the interface itself, each as one facet. */
export function linkFacets(entry: LinkEntry, link: Link): Facet[] {
  const facets: Facet[] = [];
  if (entry.kind !== undefined) facets.push(kindFacet(entry.kind, link));
  if (entry.state !== undefined) facets.push(stateFacet(entry.state, link));
  if (entry.carrier !== undefined) facets.push(carrierFacet(entry.carrier, link));
  if (entry.master !== undefined) facets.push(masterFacet(entry.master, link));
  if (entry.mtu !== undefined) facets.push(equal('mtu', String(entry.mtu), String(link.mtu)));
  if (entry.mac !== undefined)
    facets.push(equal('MAC', entry.mac.toLowerCase(), link.address?.toLowerCase() ?? 'none'));
  if (entry.vxlan !== undefined) facets.push(...vxlanFacets(entry.vxlan, link));
  return facets;
}

function kindFacet(kind: string, link: Link): Facet {
  const found = link.linkinfo?.info_kind ?? 'a physical or loopback interface';
  return {
    holds: found === kind,
    expected: `${link.ifname} of kind ${kind}`,
    found: `${link.ifname} of kind ${found}`,
  };
}

function stateFacet(state: 'up' | 'down', link: Link): Facet {
  const found = isUp(link) ? 'up' : 'down';
  return {
    holds: found === state,
    expected: `${link.ifname} ${state}`,
    found: `${link.ifname} ${found}`,
    because: state === 'up' ? 'A new interface starts down and carries nothing until it is set up.' : undefined,
  };
}

function carrierFacet(carrier: boolean, link: Link): Facet {
  const found = link.flags.includes('LOWER_UP');
  const down = isUp(link) ? 'Its other end, or every port of a bridge, is down.' : 'It is down itself.';
  return {
    holds: found === carrier,
    expected: carrier ? 'a carrier' : 'no carrier',
    found: found ? 'a carrier' : 'no carrier',
    because: carrier ? `${down} A wire carries only when both ends are up.` : undefined,
  };
}

function masterFacet(master: string, link: Link): Facet {
  const wanted = master === 'none' ? undefined : master;
  return {
    holds: link.master === wanted,
    expected: wanted === undefined ? `${link.ifname} on no bridge` : `${link.ifname} a port of ${wanted}`,
    found: link.master === undefined ? `${link.ifname} on no bridge` : `${link.ifname} a port of ${link.master}`,
    because:
      wanted === undefined
        ? undefined
        : `\`ip link set ${link.ifname} master ${wanted}\` plugs it in; an interface that exists is not yet a port.`,
  };
}

function vxlanFacets(wanted: NonNullable<LinkEntry['vxlan']>, link: Link): Facet[] {
  if (link.linkinfo?.info_kind !== 'vxlan') return [kindFacet('vxlan', link)];
  const data = link.linkinfo.info_data ?? {};
  return Object.entries(wanted)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const found = settingOf(data, key);
      const isIp = key === 'local' || key === 'remote';
      const facet = equal(`VXLAN ${key}`, String(value), found ?? 'not set');
      return isIp ? { ...facet, holds: sameAddress(String(value), found ?? '') } : facet;
    });
}

/** IPv6 addresses stand under a key of their own (`local6`). */
function settingOf(data: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const found = data[key] ?? data[`${key}6`];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

function equal(what: string, expected: string, found: string): Facet {
  return { holds: expected === found, expected: `${what} ${expected}`, found: `${what} ${found}` };
}

/** Switched on by `ip link set … up`, whether or not a signal comes in. */
function isUp(link: Link): boolean {
  return link.flags.includes('UP');
}
