import * as z from 'zod';
import { parseJsonList, type Reader } from './reader.ts';

/** Readers of `ip -j` (iproute2). Only the fields that checks ask about; everything else is ignored. */

const link = z.object({
  ifindex: z.number(),
  ifname: z.string(),
  flags: z.array(z.string()).default([]),
  mtu: z.number(),
  /** The MAC address. */
  address: z.string().optional(),
  /** The bridge or bond it is a port of. */
  master: z.string().optional(),
  /** The other end when it is in the same network namespace. */
  link: z.string().nullish(),
  /** The interface index of the other end when it is in another network namespace. */
  link_index: z.number().optional(),
  /** The number by which this namespace knows the other end's (see {@link peerNamespaces}). */
  link_netnsid: z.number().optional(),
  linkinfo: z
    .object({ info_kind: z.string().optional(), info_data: z.record(z.string(), z.unknown()).optional() })
    .optional(),
});
export type Link = z.output<typeof link>;

/** Every interface of a place, ip-link(8). */
export const links: Reader<Link[]> = {
  argv: ['ip', '-j', '-d', 'link', 'show'],
  parse: (stdout) => parseJsonList(link, stdout),
};

const peerNamespace = z.object({ nsid: z.number(), name: z.string().optional() });
export type PeerNamespace = z.output<typeof peerNamespace>;

/** The numbers by which a place knows other network namespaces, with their names where they have one, ip-netns(8). */
export const peerNamespaces: Reader<PeerNamespace[]> = {
  argv: ['ip', '-j', 'netns', 'list-id'],
  parse: (stdout) => parseJsonList(peerNamespace, stdout),
};

const interfaceAddresses = z.object({
  ifname: z.string(),
  addr_info: z
    .array(
      z.object({
        family: z.string(),
        local: z.string().optional(),
        prefixlen: z.number(),
        scope: z.string().optional(),
        /** IPv6: another machine has the address. */
        dadfailed: z.boolean().optional(),
      }),
    )
    .default([]),
});
export type InterfaceAddresses = z.output<typeof interfaceAddresses>;

/** Every address of a place by interface, ip-address(8). */
export const addresses: Reader<InterfaceAddresses[]> = {
  argv: ['ip', '-j', 'addr', 'show'],
  parse: (stdout) => parseJsonList(interfaceAddresses, stdout),
};

/** A next hop of another family than the route's is written as an object. */
const foreignHop = z.object({ family: z.string(), host: z.string() });

const route = z.object({
  /** `unicast` unless it is a blackhole, unreachable, prohibit, local … */
  type: z.string().default('unicast'),
  /** `default`, `10.0.0.0/8`, or a lone address. */
  dst: z.string(),
  gateway: z.string().optional(),
  via: foreignHop.optional(),
  dev: z.string().optional(),
  table: z.union([z.string(), z.number().transform(String)]).default('main'),
  protocol: z.string().optional(),
  scope: z.string().optional(),
  prefsrc: z.string().optional(),
  metric: z.number().optional(),
  /** The MTU of the way, where it is known: set on the route, or learned from a router (`ip route get`). */
  metrics: z.array(z.object({ mtu: z.number().optional() })).optional(),
  flags: z.array(z.string()).default([]),
  nexthops: z
    .array(z.object({ gateway: z.string().optional(), via: foreignHop.optional(), dev: z.string().optional() }))
    .optional(),
});
export type Route = z.output<typeof route>;

/** Every IPv4 or IPv6 route of a place in every table, ip-route(8). */
export function routes(family: 4 | 6): Reader<Route[]> {
  return {
    argv: ['ip', `-${family}`, '-j', '-d', 'route', 'show', 'table', 'all'],
    parse: (stdout) => parseJsonList(route, stdout),
  };
}

/** The one route the kernel takes to an address: `ip route get`. */
export function routeTo(address: string): Reader<Route> {
  return {
    argv: ['ip', '-j', 'route', 'get', address],
    parse: (stdout) => {
      const [first] = parseJsonList(route, stdout);
      if (first === undefined) throw new SyntaxError('no route in the answer');
      return first;
    },
  };
}

const neighbour = z.object({
  dst: z.string(),
  dev: z.string().optional(),
  lladdr: z.string().optional(),
  state: z.array(z.string()).default([]),
});
export type Neighbour = z.output<typeof neighbour>;

/** The neighbour table (ARP and NDP) of a place, ip-neighbour(8). */
export const neighbours: Reader<Neighbour[]> = {
  argv: ['ip', '-j', 'neigh', 'show'],
  parse: (stdout) => parseJsonList(neighbour, stdout),
};
