import * as z from 'zod';
import { type Network, ProbeError } from '../checks/check.ts';

/** What the kernel has, as `ip -j` tells it: the truth that a plugin's result is compared with. */

const linkSchema = z.array(
  z.looseObject({
    ifindex: z.number(),
    ifname: z.string(),
    /** Index of the other end of a veth; it may be in another namespace. */
    link_index: z.number().optional(),
    flags: z.array(z.string()),
    master: z.string().optional(),
    address: z.string().optional(),
    mtu: z.number(),
    linkinfo: z.looseObject({ info_kind: z.string().optional() }).optional(),
    addr_info: z.array(
      z.looseObject({ family: z.string(), local: z.string(), prefixlen: z.number(), scope: z.string() }),
    ),
  }),
);
const routeSchema = z.array(
  z.looseObject({ dst: z.string(), gateway: z.string().optional(), dev: z.string().optional() }),
);

export type KernelLink = z.output<typeof linkSchema>[number];
export type KernelRoute = z.output<typeof routeSchema>[number];

/** Links, addresses and IPv4 routes of one network namespace at one moment. */
export type NetworkState = { place: string; links: readonly KernelLink[]; routes: readonly KernelRoute[] };

// One program for both: a suite looks hundreds of times.
const READ = ['ip', '-j', '-d', '-batch', '-'];
const WHAT = 'address show\nroute show\n';

/** Reads a place's links and IPv4 routes. Throws ProbeError when `ip` is missing or prints no JSON. */
export async function readState(network: Network, place: string): Promise<NetworkState> {
  const ran = await network.run(place, READ, { input: WHAT });
  // A list to a line; `ip -j` prints nothing at all for an empty list of routes on some versions.
  const [links = '', routes = ''] = ran.stdout.split('\n');
  try {
    if (ran.exitCode !== 0) throw new Error(`exit code ${ran.exitCode}`);
    return { place, links: linkSchema.parse(JSON.parse(links)), routes: routeSchema.parse(JSON.parse(routes || '[]')) };
  } catch {
    throw new ProbeError(`"${READ.join(' ')}" did not print what netlab reads`, network.evidence(ran));
  }
}

/** IPv4 addresses of a link that others can use, with their prefix lengths: `10.244.0.2/24`. */
export function addressesOf(link: KernelLink | undefined): string[] {
  const global = link?.addr_info.filter((info) => info.family === 'inet' && info.scope === 'global') ?? [];
  return global.map((info) => `${info.local}/${info.prefixlen}`);
}

/** True when the link is set up by the administrator, whatever its carrier. */
export function isUp(link: KernelLink): boolean {
  return link.flags.includes('UP');
}

/** The other end of a veth pair among the links of another namespace: both must name each other's index. */
export function peerOf(link: KernelLink, others: readonly KernelLink[]): KernelLink | undefined {
  if (link.linkinfo?.info_kind !== 'veth') return undefined;
  return others.find(
    (other) =>
      other.ifindex === link.link_index && other.link_index === link.ifindex && other.linkinfo?.info_kind === 'veth',
  );
}
