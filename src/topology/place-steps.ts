import type { TopologyNamespace, TopologyNode } from '../lab/topology-schema.ts';
import { ip, type Step } from './step.ts';

/** The steps of one place: bridges, addresses, routes, settings. */

export function bridgeSteps(node: TopologyNode): Step[] {
  return Object.entries(node.bridges).flatMap(([device, bridge]): Step[] => [
    ip('link', 'add', 'name', device, 'type', 'bridge'),
    ...bridge.addresses.map((address) => addAddress(address, device)),
    ...(bridge.up ? [ip('link', 'set', 'dev', device, 'up')] : []),
  ]);
}

/** Addresses before `up`, then routes and neighbours: the order in which the kernel accepts them all. */
export function addressSteps(place: TopologyNamespace): Step[] {
  const interfaces = Object.entries(place.interfaces).flatMap(([device, content]): Step[] => [
    ...(content.mac ? [ip('link', 'set', 'dev', device, 'address', content.mac)] : []),
    ...(content.mtu ? [ip('link', 'set', 'dev', device, 'mtu', String(content.mtu))] : []),
    ...content.addresses.map((address) => addAddress(address, device)),
    ...(content.up ? [ip('link', 'set', 'dev', device, 'up')] : []),
  ]);
  const routes = place.routes.map(({ to, via, dev, src, metric }) =>
    ip('route', 'add', to, ...pair('via', via), ...pair('dev', dev), ...pair('src', src), ...pair('metric', metric)),
  );
  const neighbours = place.neighbours.map(({ to, mac, dev }) => ip('neigh', 'add', to, 'lladdr', mac, 'dev', dev));
  return [...interfaces, ...routes, ...neighbours];
}

export function settingSteps(place: TopologyNamespace): Step[] {
  return Object.entries(place.sysctls).map(([key, value]) => ({
    kind: 'setting',
    pattern: key.includes('/') ? key : key.replaceAll('.', '/'),
    value: String(value),
    // Without br_netfilter there is no such key, and bridged frames pass as if it were 0.
    ifAny: key.startsWith('net.bridge') && String(value) === '0',
  }));
}

function addAddress(address: string, device: string): Step {
  // Duplicate address detection would keep an IPv6 address unusable for a second (RFC 4862 section 5.4).
  return ip('address', 'add', address, 'dev', device, ...(address.includes(':') ? ['nodad'] : []));
}

function pair(key: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [key, String(value)];
}
