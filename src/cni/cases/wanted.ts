import { Address4 } from 'ip-address';
import type { NetworkList } from '../types.ts';

/** What the network is to look like: said by the check, or else read from the list. */
export type Wanted = { bridge?: string; subnet?: string; gateway?: string; ipam?: string };

export type Said = Wanted & { plugin?: string };

/** Fills in from the list what a check leaves unsaid: keys as the reference bridge and host-local plugins name them. */
export function wantedOf(list: NetworkList, said: Wanted = {}): Wanted {
  const [first = {}] = list.plugins as readonly Record<string, unknown>[];
  const ipam = record(first['ipam']);
  const [ranges]: unknown[] = Array.isArray(ipam['ranges']) ? ipam['ranges'] : [];
  const range = record(Array.isArray(ranges) ? ranges[0] : undefined);
  const bridge = said.bridge ?? text(first['bridge']);
  const subnet = said.subnet ?? text(first['subnet']) ?? text(ipam['subnet']) ?? text(range['subnet']);
  const gateway =
    said.gateway ?? text(first['gateway']) ?? text(ipam['gateway']) ?? text(range['gateway']) ?? firstAddress(subnet);
  const type = text(ipam['type']);
  return {
    ...(bridge ? { bridge } : {}),
    ...(subnet ? { subnet } : {}),
    ...(gateway ? { gateway } : {}),
    ...(type ? { ipam: type } : {}),
  };
}

/** A subnet as something to calculate with; undefined for what is no IPv4 prefix. */
export function subnetOf(cidr: string | undefined): Address4 | undefined {
  return cidr?.includes('/') && Address4.isValid(cidr) ? new Address4(cidr) : undefined;
}

/** The network with a smaller subnet: 30 leaves room for one pod beside the gateway, 29 for five. The list as it is when it names none. */
export function smallNetwork(list: NetworkList, wanted: Wanted, length: 29 | 30 = 30): NetworkList {
  const address = subnetOf(wanted.subnet)?.startAddress().correctForm();
  if (!address || !wanted.subnet) return list;
  return withValues(list, new Map([[wanted.subnet, `${address}/${length}`]]));
}

/** The list with other values in place of some, wherever they stand: `10.244.0.0/24` becomes `10.244.0.0/30`. */
export function withValues(list: NetworkList, values: ReadonlyMap<string, string>): NetworkList {
  const swap = (value: unknown): unknown => {
    if (typeof value === 'string') return values.get(value) ?? value;
    if (Array.isArray(value)) return value.map(swap);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, swap(inner)]));
  };
  return { ...list, plugins: swap(list.plugins) as NetworkList['plugins'] };
}

function firstAddress(cidr: string | undefined): string | undefined {
  return subnetOf(cidr)?.startAddressExclusive().correctForm();
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
