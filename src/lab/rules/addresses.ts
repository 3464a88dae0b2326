import { Address4, Address6 } from 'ip-address';
import type { Fault } from '../problems/problem.ts';
import type { Topology, TopologyRoute } from '../topology-schema.ts';
import { type NetworkPart, networkParts } from './network-parts.ts';

/** Every address of a topology is one that `ip` takes. */
export function addressFaults(topology: Topology): Fault[] {
  return networkParts(topology).flatMap((part) => [
    ...interfaceAddresses(part).flatMap(({ text, path }) => faultIf(addressFault(text), path)),
    ...part.network.neighbours.flatMap(({ to }, index) =>
      faultIf(isAddress(to) ? undefined : notAnAddress(to), [...part.path, 'neighbours', index, 'to']),
    ),
    ...part.network.routes.flatMap((route, index) => routeFaults(route, [...part.path, 'routes', index])),
    ...Object.entries(part.hosts).flatMap(([name, text]) =>
      faultIf(isAddress(text) ? undefined : notAnAddress(text), [...part.path, 'hosts', name]),
    ),
  ]);
}

/** True for an IPv4 or IPv6 address without prefix length or zone. */
function isAddress(text: string): boolean {
  return !/[/%]/.test(text) && (Address4.isValid(text) || Address6.isValid(text));
}

function interfaceAddresses({ network, bridges, path }: NetworkPart) {
  const groups = { interfaces: network.interfaces, bridges };
  return Object.entries(groups).flatMap(([group, devices]) =>
    Object.entries(devices).flatMap(([dev, { addresses }]) =>
      addresses.map((text, index) => ({ text, path: [...path, group, dev, 'addresses', index] })),
    ),
  );
}

function addressFault(text: string): string | undefined {
  return parsePrefix(text) === undefined ? notAPrefix(text) : undefined;
}

function routeFaults({ to, via, src }: TopologyRoute, path: readonly PropertyKey[]): Fault[] {
  return [
    ...faultIf(destinationFault(to), [...path, 'to']),
    ...faultIf(via === undefined || isAddress(via) ? undefined : notAnAddress(via), [...path, 'via']),
    ...faultIf(src === undefined || isAddress(src) ? undefined : notAnAddress(src), [...path, 'src']),
    ...faultIf(familyFault(to, via), [...path, 'via']),
  ];
}

/** `ip route add` refuses a prefix with host bits ("Invalid argument"), and so do we, with a better sentence. */
function destinationFault(to: string): string | undefined {
  if (to === 'default' || isAddress(to)) return undefined;
  const prefix = parsePrefix(to);
  if (prefix === undefined) return `"${to}" is no destination: write default, an address or a prefix`;
  const network = `${prefix.startAddress().correctForm()}/${prefix.subnetMask}`;
  const isNetwork = prefix.startAddress().bigInt() === prefix.bigInt();
  return isNetwork ? undefined : `"${to}" has bits outside its prefix: the network is ${network}`;
}

function familyFault(to: string, via: string | undefined): string | undefined {
  if (to === 'default' || via === undefined || !isAddress(via)) return undefined;
  return to.includes(':') === via.includes(':') ? undefined : `"${via}" is not of the family of "${to}"`;
}

function parsePrefix(text: string): Address4 | Address6 | undefined {
  if (!text.includes('/') || text.includes('%')) return undefined;
  if (Address4.isValid(text)) return new Address4(text);
  return Address6.isValid(text) ? new Address6(text) : undefined;
}

function notAPrefix(text: string): string {
  return `"${text}" is not an address with prefix length, such as 192.168.15.1/24`;
}

function notAnAddress(text: string): string {
  return `"${text}" is not an address, such as 192.168.15.1`;
}

function faultIf(message: string | undefined, path: readonly PropertyKey[]): Fault[] {
  return message === undefined ? [] : [{ code: 'wrong-address', message, path }];
}
